// libFuzzer target: any bytes behind a right sum are either a painted mouth or none, and one that is read is
// written as the same bytes.
#include <cstdint>
#include <cstdlib>

#include "core/base/file.h"
#include "core/live/patch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string body(reinterpret_cast<const char*>(data), size), key = "key";
  const std::string bytes = body + base::sha256(body + key);
  const auto painted = dub::parsePainted(bytes, key);
  if (painted && painted->patch.bgr.bytes() + painted->patch.alpha.bytes() > size) std::abort();
  return 0;
}
