#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace speech_mouth {
class EncoderBackend;
}
namespace talklip {
class Network;
struct BenchRow;
struct Choice;
}  // namespace talklip
namespace store {
struct Model;
}

namespace models {

// What the library of networks gives to programs: one table from one entry point. C++ objects and exceptions
// cross this border, so both sides must be the same build: `version` and `build`, which stay the first two
// fields for ever, are compared before anything else of the table is used.
struct NetworkApi {
  int version = 0;  // kNetworkApiVersion: changes with this table and with the types that it names
  const char* build = nullptr;  // kNetworkApiBuild
  std::unique_ptr<speech_mouth::EncoderBackend> (*openEncoder)(const std::filesystem::path& safetensors,
                                                               int partSeconds) = nullptr;
  std::unique_ptr<talklip::Network> (*openLipNetwork)(const std::filesystem::path& safetensors,
                                                      const talklip::Choice& choice) = nullptr;
  // The output of any imported network for a made input.
  std::vector<float> (*runOnce)(const store::Model& model) = nullptr;
  void (*benchModels)(double secondsEach,
                      const std::function<void(const talklip::BenchRow&)>& tell) = nullptr;
};

inline constexpr int kNetworkApiVersion = 1;
inline constexpr const char* kNetworkApiBuild = "Redub " REDUB_VERSION ", compiler " __VERSION__;

// The entry point: const NetworkApi* redubNetworks().
inline constexpr const char* kNetworkEntry = "redubNetworks";
using NetworkEntry = const NetworkApi* (*)();

}  // namespace models
