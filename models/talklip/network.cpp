#include "models/talklip/network.h"

#include "models/network_library.h"
#include "models/plugin/network_api.h"

namespace talklip {

std::unique_ptr<Network> openNetwork(const std::filesystem::path& safetensors, const Choice& choice) {
  return models::networks().openLipNetwork(safetensors, choice);
}

}  // namespace talklip
