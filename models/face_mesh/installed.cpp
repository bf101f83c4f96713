#include "models/face_mesh/installed.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/platform/folders.h"
#include "models/face_mesh/assets.h"
#include "models/store/store.h"

namespace face_mesh {

namespace fs = std::filesystem;

fs::path installedFile() {
  if (const std::string own = platform::environment("REDUB_FACE_MESH"); !own.empty()) return own;
  const fs::path models = store::folder();
  return models.empty() ? fs::path() : models / "face_mesh_solution_packed_assets.data";
}

bool isAssets(const fs::path& file) {
  std::error_code failure;
  return fs::file_size(file, failure) == kAssetsBytes && base::sha256OfFile(file) == kAssetsSha256;
}

void install(const fs::path& file) {
  const std::string assets = readAssets(file);
  const fs::path target = installedFile();
  if (target.empty()) throw base::Error(base::Fault::noModelsFolder);
  std::error_code failure;
  fs::create_directories(target.parent_path(), failure);
  if (failure) throw base::writeError(failure, target.parent_path());
  base::AtomicFile copy(target);
  copy.write(assets);
  copy.commit();
}

const char* licence() {
  return "Google publishes MediaPipe's face mesh (npm package @mediapipe/face_mesh) under the Apache License "
         "2.0; "
         "the weights are used unchanged.";
}

}  // namespace face_mesh
