// The symbols by which the library of networks is entered; see models/network_library.h.
#include "models/talklip/lip_network.h"

extern "C" [[gnu::visibility("default")]] talklip::Network* redubOpenLipNetwork(
    const std::filesystem::path& safetensors, const talklip::Choice& choice) {
  return talklip::openLipNetwork(safetensors, choice).release();
}
