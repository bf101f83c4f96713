// The reader of networks in TFLite files.
#include <span>

#include "core/base/error.h"
#include "models/face_mesh/graph.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    face_mesh::readGraph(std::as_bytes(std::span(data, size)));
  } catch (const base::Error&) {
  }
  return 0;
}
