#include "models/face_mesh/installed.h"

#include "core/base/platform/folders.h"
#include "models/store/store.h"

namespace face_mesh {

namespace fs = std::filesystem;

fs::path installedFile() {
  if (const std::string own = platform::environment("REDUB_FACE_MESH"); !own.empty()) return own;
  const fs::path models = store::folder();
  return models.empty() ? fs::path() : models / "face_mesh_solution_packed_assets.data";
}

}  // namespace face_mesh
