#include "models/face_mesh/installed.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/face_mesh/assets.h"
#include "tests/support/environment.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;

class AnInstall : public testing::Test {
 protected:
  const test_support::TempFolder folder;
  const fs::path package = face_mesh::installedFile();  // before the folder of models is another
  const test_support::Environment models{"REDUB_MODELS", (folder / "models").c_str()},
      none{"REDUB_FACE_MESH", nullptr};
};

TEST_F(AnInstall, RefusesAForeignFileAndLeavesNothing) {
  const fs::path file = folder / "face_mesh_solution_packed_assets.data";
  base::writeFile(file, std::string(face_mesh::kDetector.end, 'x'));
  EXPECT_FALSE(face_mesh::isPackageFile(file));
  EXPECT_FALSE(face_mesh::isPackageFile(folder / "nothing"));
  try {
    face_mesh::install(file);
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), base::Fault::modelForeign);
  }
  EXPECT_FALSE(fs::exists(face_mesh::installedFile()));
}

TEST_F(AnInstall, PutsThePackagesFileAmongTheModels) {
  if (!fs::exists(package)) GTEST_SKIP() << "no face mesh: installer/face-mesh.sh";
  EXPECT_TRUE(face_mesh::isPackageFile(package));
  EXPECT_EQ(face_mesh::install(package), face_mesh::installedFile());
  EXPECT_EQ(base::sha256OfFile(face_mesh::installedFile()), face_mesh::kAssetsSha256);
}

}  // namespace
