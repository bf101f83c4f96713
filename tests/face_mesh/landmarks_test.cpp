// The 68 points out of 478.
#include "models/face_mesh/landmarks.h"

#include <gtest/gtest.h>

#include "core/face/analyser.h"
#include "core/media/decode/video_reader.h"
#include "models/face_mesh/installed.h"
#include "tests/support/environment.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace face_mesh;
namespace fs = std::filesystem;

// Our own table by names of what the points show, not a copy of the code's.
constexpr int kBetween[] = {
    // Jaw from the left ear over the chin (152) to the right ear.
    127, 127, 234, 234, 132, 93, 58, 132, 58, 172, 136, 136, 150, 149, 148, 176, 152, 152,  //
    377, 400, 379, 378, 365, 365, 288, 397, 288, 361, 361, 323, 454, 454, 356, 356,
    // Brows, left to right, between the upper and the lower edge.
    46, 70, 105, 63, 66, 105, 107, 66, 55, 107, 285, 336, 296, 336, 334, 296, 293, 334, 276, 300,
    // Nose: the ridge downwards, then its underside.
    168, 168, 197, 6, 195, 195, 4, 4, 75, 75, 97, 97, 2, 2, 326, 326, 305, 305,
    // Eyes from the left corner over the upper lid to the right corner and back.
    33, 33, 159, 160, 158, 158, 133, 133, 153, 153, 144, 144,  //
    362, 362, 385, 385, 386, 387, 263, 263, 373, 373, 380, 380,
    // Outer lips clockwise from the left corner, inner lips likewise.
    61, 61, 40, 39, 37, 37, 0, 0, 267, 267, 270, 269, 291, 291, 321, 405, 314, 314, 17, 17, 84, 84, 91,
    181,  //
    78, 78, 82, 82, 13, 13, 312, 312, 308, 308, 317, 317, 14, 14, 87, 87};

TEST(LandmarksOfAMesh, AreThoseOfTheTableInTheEnginesPixels) {
  Mesh mesh;
  for (std::size_t i = 0; i < kPoints; ++i)
    mesh.points[i] = {static_cast<float>(i), static_cast<float>(i * i % 997), 5};
  const face::Landmarks points = landmarksOf(mesh);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto [a, b] = std::pair(kBetween[2 * i], kBetween[2 * i + 1]);
    EXPECT_FLOAT_EQ(points[i].x, static_cast<float>(a + b) / 2 - 0.5F) << i;
    EXPECT_FLOAT_EQ(points[i].y, static_cast<float>(a * a % 997 + b * b % 997) / 2 - 0.5F) << i;
  }
}

TEST(LandmarksOfAMesh, AreNotToBeHadWithoutTheFile) {
  const test_support::Environment none("REDUB_FACE_MESH", "/nowhere/at/all");
  EXPECT_FALSE(landmarkNetwork().make);
  EXPECT_TRUE(landmarkNetwork().name.empty());
}

class WithTheMesh : public testing::Test {
 protected:
  void SetUp() override {
    media_ = test_support::realMedia(REDUB_MEDIA_DEFAULT);
    if (media_.empty()) GTEST_SKIP() << "the folder of real clips is not there";
    if (!fs::exists(face::landmarkFile())) GTEST_SKIP() << "no landmark file: install libdlib-data";
    if (!fs::exists(installedFile())) GTEST_SKIP() << "no face mesh: installer/face-mesh.sh";
  }
  fs::path media_;
};

// The cascade draws the lower edge of these lips through the lip.
TEST_F(WithTheMesh, ADarkLowerLipIsFoundWhole) {
  const auto heightOf = [&](const face::LandmarkNetworkSource& network) {
    media::VideoReader reader(media::indexClip(media_ / "grid_man_dark_skin_swiz3n.mpg"));
    face::Analyser analyser(face::landmarkFile(), {.network = network});
    for (int i = 0; i < 10; ++i) analyser.push({*reader.next(), reader.info().sampleAspect});
    const face::Analysis analysis = analyser.finish();
    EXPECT_EQ(analysis.tracks.size(), 1U);
    const face::Landmarks& p = analysis.tracks.at(0).at(5)->points;
    return base::distance(p[51], p[57]) / base::distance(p[36], p[45]);
  };
  EXPECT_GT(heightOf(landmarkNetwork()), 1.1F * heightOf({}));
}

}  // namespace
