#include "models/face_mesh/assets.h"

#include "core/base/error.h"
#include "core/base/file.h"

namespace face_mesh {

std::string readAssets(const std::filesystem::path& file) {
  std::string assets = base::readFile(file);
  if (base::sha256(assets) != kAssetsSha256) throw base::Error(base::Fault::modelForeign, {}, file);
  return assets;
}

Graph graphOf(const std::string& assets, const Member& member) {
  return readGraph(std::as_bytes(std::span(assets)).subspan(member.begin, member.end - member.begin));
}

}  // namespace face_mesh
