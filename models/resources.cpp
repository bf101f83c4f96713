#include "models/resources.h"

#include <cstdlib>

#include "core/base/error.h"

namespace models {

namespace fs = std::filesystem;

fs::path resource(const fs::path& relative) {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const char* named = std::getenv("REDUB_RESOURCES");
  for (const fs::path& root : {fs::path(named != nullptr ? named : ""),
                               program.parent_path() / "../share/redub", fs::path(REDUB_SOURCE_RESOURCES)}) {
    if (!root.empty() && fs::exists(root / relative)) return fs::weakly_canonical(root / relative);
  }
  throw base::Error(base::Code::notFound,
                    "a file of Redub is missing: " + relative.string() +
                        " (reinstall Redub, or name its resources folder in REDUB_RESOURCES)",
                    relative);
}

}  // namespace models
