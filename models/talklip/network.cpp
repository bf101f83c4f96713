#include "models/talklip/network.h"

#include "models/network_library.h"

namespace talklip {

std::unique_ptr<Network> openNetwork(const std::filesystem::path& safetensors, const Choice& choice) {
  using Open = Network* (*)(const std::filesystem::path&, const Choice&);
  const auto open = reinterpret_cast<Open>(models::networkSymbol("redubOpenLipNetwork"));
  return std::unique_ptr<Network>(open(safetensors, choice));
}

}  // namespace talklip
