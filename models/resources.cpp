#include "models/resources.h"

#include "core/base/error.h"
#include "core/base/platform/folders.h"

namespace models {

namespace fs = std::filesystem;

fs::path resource(const fs::path& relative) {
  std::error_code ignored;
  const fs::path installed = platform::programFile().parent_path() / "../share/redub";
  for (const fs::path& root :
       {fs::path(platform::environment("REDUB_RESOURCES")), installed, fs::path(REDUB_SOURCE_RESOURCES)}) {
    if (!root.empty() && fs::exists(root / relative, ignored))
      return fs::weakly_canonical(root / relative, ignored);
  }
  throw base::Error(base::Fault::resourceMissing, {}, relative);
}

}  // namespace models
