#include "core/media/encode/free_space.h"

#include <system_error>

namespace media {

namespace fs = std::filesystem;

std::uint64_t freeBytes(const fs::path& path) {
  std::error_code failed;
  fs::path at = fs::absolute(path, failed);
  while (!fs::exists(at, failed) && at.has_parent_path() && at != at.parent_path()) at = at.parent_path();
  const fs::space_info space = fs::space(at, failed);
  return failed ? 0 : space.available;
}

}  // namespace media
