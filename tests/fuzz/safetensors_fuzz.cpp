// Safetensors files: whatever the bytes, the reader gives views inside them or one Error.
#include <cstdint>
#include <cstdlib>

#include "core/base/error.h"
#include "models/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  try {
    models::Metadata metadata;
    for (const auto& [name, view] : models::parseSafetensors(bytes, "fuzz", metadata)) {
      std::size_t count = models::bytesOf(view.dtype);
      for (const std::int64_t edge : view.shape) count *= static_cast<std::size_t>(edge);
      const bool isInside =
          view.bytes.empty() ||
          (view.bytes.data() >= bytes.data() && view.bytes.data() + view.bytes.size() <= bytes.data() + size);
      if (count != view.bytes.size() || !isInside) std::abort();
    }
  } catch (const base::Error&) {
  }
  return 0;
}
