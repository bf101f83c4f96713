#include "core/face/cascade.h"

#include <dlib/array2d.h>
#include <dlib/image_processing/shape_predictor.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/face/analyser.h"
#include "core/face/kernels.h"
#include "core/sample/sample.h"
#include "tests/support/temp_folder.h"

namespace {

base::Code codeOfLoading(const std::filesystem::path& path) {
  try {
    face::loadCascade(path);
  } catch (const base::Error& error) {
    return error.code();
  }
  return base::Code::internal;
}

TEST(Cascade, AMissingFileIsTold) {
  try {
    face::loadCascade("/nowhere/points.dat");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.fault(), base::Fault::landmarksMissing);
    EXPECT_EQ(error.path(), "/nowhere/points.dat");
  }
}

TEST(Cascade, APathThatCannotBeIsOneError) {
  EXPECT_THROW(face::loadCascade(std::string(300, 'n')), base::Error);
}

TEST(Cascade, DamagedFilesAreRefused) {
  const test_support::TempFolder folder;
  base::writeFile(folder / "empty.dat", "");
  base::writeFile(folder / "text.dat", "not a landmark file");
  base::writeFile(folder / "huge.dat",
                  std::string("\x01\x01") + std::string(400, '\x08') + std::string(5000, '\xff'));
  for (const char* name : {"empty.dat", "text.dat", "huge.dat"}) {
    EXPECT_EQ(codeOfLoading(folder / name), base::Code::unreadable) << name;
  }
}

TEST(Cascade, ATruncatedFileIsRefused) {
  if (!std::filesystem::exists(face::landmarkFile()))
    GTEST_SKIP() << "no landmark file: install libdlib-data";
  const test_support::TempFolder folder;
  std::string part(2'000'000, '\0');
  std::ifstream(face::landmarkFile(), std::ios::binary)
      .read(part.data(), static_cast<std::streamsize>(part.size()));
  base::writeFile(folder / "part.dat", part);
  EXPECT_EQ(codeOfLoading(folder / "part.dat"), base::Code::unreadable);
}

TEST(Cascade, OurRunEqualsDlibsButForItsRounding) {
  if (!std::filesystem::exists(face::landmarkFile()))
    GTEST_SKIP() << "no landmark file: install libdlib-data";
  dlib::shape_predictor reference;
  dlib::deserialize(face::landmarkFile().string()) >> reference;
  const sample::Rendered talker = sample::renderTalker(900, 900, 3, 0.4, {});
  dlib::array2d<unsigned char> image(900, 900);
  for (int y = 0; y < 900; ++y) {
    for (int x = 0; x < 900; ++x) image[y][x] = talker.bgr.row(y)[3 * x + 1];
  }
  const auto side = static_cast<float>(talker.truth.face.width);
  const base::Similarity start{side, 0, static_cast<float>(talker.truth.face.x),
                               static_cast<float>(talker.truth.face.y)};
  const dlib::rectangle box(talker.truth.face.x, talker.truth.face.y,
                            talker.truth.face.x + talker.truth.face.width,
                            talker.truth.face.y + talker.truth.face.width);
  const auto expected = reference(image, box);
  const auto cascade = face::loadCascade(face::landmarkFile());
  face::Landmarks points;
  face::kernels().runCascade(*cascade, {&image[0][0], image.width_step(), 900, 900}, {&start, 1},
                             {&points, 1});
  double sum = 0;
  for (unsigned i = 0; i < 68; ++i) {
    const dlib::point p = expected.part(i);
    sum += std::hypot(points[i].x - static_cast<float>(p.x()), points[i].y - static_cast<float>(p.y()));
  }
  // dlib takes the nearest pixel where we interpolate, and rounds the results (0.4 px on average).
  EXPECT_LT(sum / 68, 0.4 + 0.01 * static_cast<double>(side));
}

}  // namespace
