#include "models/face_mesh/installed.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/platform/folders.h"
#include "models/face_mesh/assets.h"
#include "models/store/store.h"

namespace face_mesh {

namespace fs = std::filesystem;

static fs::path keptFile() {
  const fs::path models = store::folder();
  return models.empty() ? fs::path() : models / "face_mesh_solution_packed_assets.data";
}

fs::path installedFile() {
  const std::string own = platform::environment("REDUB_FACE_MESH");
  return own.empty() ? keptFile() : fs::path(own);
}

bool isPackageFile(const fs::path& file) {
  std::error_code failure;
  return fs::file_size(file, failure) == kDetector.end && !failure &&
         base::sha256OfFile(file) == kAssetsSha256;
}

fs::path install(const fs::path& file) {
  const std::string assets = readAssets(file);
  const fs::path kept = keptFile();
  if (kept.empty()) throw base::Error(base::Fault::noModelsFolder);
  std::error_code failure;
  fs::create_directories(kept.parent_path(), failure);
  if (failure) throw base::writeError(failure, kept.parent_path());
  base::writeFile(kept, assets);
  return kept;
}

}  // namespace face_mesh
