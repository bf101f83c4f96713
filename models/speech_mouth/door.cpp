// The one symbol by which the library of networks is entered; see models/network_library.h.
#include "models/speech_mouth/listener.h"

extern "C" [[gnu::visibility("default")]] speech_mouth::Listener* redubOpenListener(
    const std::filesystem::path& safetensors, int partSeconds) {
  return speech_mouth::openListener(safetensors, partSeconds).release();
}
