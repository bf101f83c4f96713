// The reader of boxes in numpy's files.
#include <string_view>

#include "core/base/error.h"
#include "models/dataset/npy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    dataset::readNpy({reinterpret_cast<const char*>(data), size});
  } catch (const base::Error&) {
  }
  return 0;
}
