// MediaPipe's face landmarks against numbers of the package's own program and of other implementations. Wants
// the package's file (installer/face-mesh.sh) and the numbers: REDUB_FACE_MESH_GOLDEN, else beside the
// checkout.
#include "models/face_mesh/face_mesh.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "models/face_mesh/assets.h"
#include "models/face_mesh/installed.h"
#include "models/face_mesh/network.h"
#include "tests/support/npy.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace face_mesh;
namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kCrops = 20, kDetectorPictures = 14;

class FaceMeshGolden : public testing::Test {
 protected:
  void SetUp() override {
    const char* chosen = std::getenv("REDUB_FACE_MESH_GOLDEN");
    folder_ = chosen ? fs::path(chosen) : fs::path(REDUB_SOURCE_DIR) / "../shared/spec/face_mesh/golden";
    if (!fs::exists(folder_ / "e2e.json")) GTEST_SKIP() << "no reference numbers";
    if (!fs::exists(installedFile())) GTEST_SKIP() << "no face mesh: installer/face-mesh.sh";
  }
  test_support::Npy<float> floats(const std::string& name) const {
    return test_support::readNpy<float>(folder_ / (name + ".npy"));
  }
  json facts(const std::string& name) const {
    std::ifstream in(folder_ / (name + ".json"));
    return json::parse(in);
  }
  fs::path folder_;
};

// The largest difference to row `row` in parts of absolute + relative * |expected|.
double worst(std::span<const float> ours, const test_support::Npy<float>& expected, std::size_t row,
             double absolute, double relative = 0) {
  if (ours.size() != expected.rowSize()) return INFINITY;
  double most = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const double wanted = expected.data[row * ours.size() + i];
    const double off = std::abs(ours[i] - wanted) / (absolute + relative * std::abs(wanted));
    most = std::isfinite(off) ? std::max(most, off) : INFINITY;
  }
  return most;
}

TEST_F(FaceMeshGolden, TheNetworksGiveTheReferencesNumbers) {
  const std::string assets = readAssets(installedFile());
  const test_support::Npy<float> crops = floats("crop_rgb_u8");
  ASSERT_EQ(crops.rows(), kCrops);
  const auto expect = [&](const Member& member, const std::vector<std::string>& names) {
    Network network(graphOf(assets, member));
    std::vector<test_support::Npy<float>> expected;
    for (const std::string& name : names) expected.push_back(floats(name));
    for (std::size_t crop = 0; crop < kCrops; ++crop) {
      for (std::size_t i = 0; i < crops.rowSize(); ++i)
        network.input()[i] = crops.data[crop * crops.rowSize() + i] / 255.F;
      network.run();
      for (std::size_t output = 0; output < names.size(); ++output)
        EXPECT_LE(worst(network.output(output), expected[output], crop, 0.005), 1)
            << names[output] << " " << crop;
    }
  };
  expect(kMesh, {"crop_mesh_landmarks", "crop_mesh_flag"});
  expect(kAttention, {"crop_attn_mesh", "crop_attn_lips", "crop_attn_left_eye", "crop_attn_right_eye",
                      "crop_attn_left_iris", "crop_attn_right_iris", "crop_attn_flag"});
}

// On one picture scores reach -1800, and the reference's own are off by 5e-6 of that from a computation in
// double precision: twice its tolerance of 1e-5.
TEST_F(FaceMeshGolden, TheDetectorGivesTheReferencesNumbers) {
  constexpr double kRelative = 2e-5;
  Network network(graphOf(readAssets(installedFile()), kDetector));
  const auto pictures = floats("det_rgb_u8"), numbers = floats("det_regressors"),
             scores = floats("det_classificators");
  ASSERT_EQ(pictures.rows(), kDetectorPictures);
  for (std::size_t picture = 0; picture < kDetectorPictures; ++picture) {
    for (std::size_t i = 0; i < pictures.rowSize(); ++i)
      network.input()[i] = pictures.data[picture * pictures.rowSize() + i] / 127.5F - 1;
    network.run();
    EXPECT_LE(worst(network.output(0), numbers, picture, 2e-3, kRelative), 1) << picture;
    EXPECT_LE(worst(network.output(1), scores, picture, 2e-3, kRelative), 1) << picture;
  }
}

// Largest distance of a coordinate to a row of points, pixels.
double distanceTo(const Mesh& mesh, const test_support::Npy<float>& expected, std::size_t row) {
  double most = 0;
  for (std::size_t i = 0; i < kPoints; ++i) {
    const float* wanted = expected.data.data() + (row * kPoints + i) * 3;
    const MeshPoint& p = mesh.points[i];
    for (const double off : {p.x - wanted[0], p.y - wanted[1], p.z - wanted[2]})
      most = std::max(most, std::abs(off));
  }
  return most;
}

// From RGB bytes, of whatever type.
template <class Number>
base::Image pictureOf(std::span<const Number> rgb, int width, int height) {
  base::Image bgr(width, height, 3);
  EXPECT_EQ(rgb.size(), bgr.bytes());
  for (std::size_t i = 0; i < std::min(rgb.size(), bgr.bytes()); ++i)
    bgr.data[i / 3 * 3 + 2 - i % 3] = static_cast<std::uint8_t>(rgb[i]);
  return bgr;
}

// Pictures that need no decoder, as the package's program sees them: one look where its detector finds faces.
TEST_F(FaceMeshGolden, PointsOnCropsAreThoseOfThePackagesProgram) {
  FaceMesh mesh(installedFile());
  const auto crops = floats("crop_rgb_u8"), points = floats("crop_e2e_attention_points");
  std::size_t row = 0;
  for (std::size_t crop = 0; crop < kCrops; ++crop) {
    const auto rgb = std::span(crops.data).subspan(crop * crops.rowSize(), crops.rowSize());
    const base::Image picture = pictureOf<float>(rgb, 192, 192);
    for (const Detection& face : mesh.detect(picture)) {
      const Mesh found = mesh.look(picture, regionOf(face));
      if (found.presence <= 0.5) continue;
      ASSERT_LT(row, points.rows());
      EXPECT_LE(distanceTo(found, points, row++), 0.03) << crop;
    }
  }
  EXPECT_EQ(row, points.rows());
}

// Frames of real clips.
class FaceMeshOnFrames : public FaceMeshGolden {
 protected:
  void SetUp() override {
    FaceMeshGolden::SetUp();
    if (IsSkipped()) return;
    media_ = test_support::realMedia(REDUB_MEDIA_DEFAULT);
    if (media_.empty()) GTEST_SKIP() << "the folder of real clips is not there";
  }
  // As the reference decoded it: by FFmpeg's program, with these flags. Its RGB is checked by its sum.
  base::Image read(const json& frame) {
    const int width = frame.at("width"), height = frame.at("height");
    const fs::path source = media_.parent_path() / frame.at("source").get<std::string>();
    const std::string choice = frame.contains("frame") && frame.at("frame").is_number()
                                   ? "select=eq(n\\," + std::to_string(frame.at("frame").get<int>()) + "),"
                                   : "";
    const fs::path rgb = pixels_ / "frame.rgb";
    test_support::Process ffmpeg({"/usr/bin/ffmpeg", "-v", "error", "-y", "-i", source.string(), "-vf",
                                  choice + "scale=sws_flags=bilinear+accurate_rnd+full_chroma_int+bitexact",
                                  "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", rgb.string()},
                                 {}, pixels_ / "ffmpeg.txt");
    EXPECT_EQ(ffmpeg.wait(), 0) << ffmpeg.printed();
    const std::string bytes = base::readFile(rgb);
    isSame_ = base::sha256(bytes) == frame.at("sha256_rgb24");
    return pictureOf<char>(bytes, width, height);
  }
  test_support::TempFolder pixels_;
  bool isSame_ = false;  // the very pixels of the reference
  fs::path media_;
};

TEST_F(FaceMeshOnFrames, FindsTheFacesAndPointsOfThePackagesProgram) {
  FaceMesh mesh(installedFile());
  const json facts = this->facts("e2e");
  const auto points = floats("e2e_attention_points");
  int exact = 0, near = 0;
  for (const json& frame : facts.at("frames")) {
    const base::Image picture = read(frame);
    ASSERT_EQ(picture.width, frame.at("width").get<int>());
    const bool isSame = isSame_;
    std::vector<json> expected;
    for (const json& face : facts.at("faces"))
      if (face.at("frame") == frame.at("name")) expected.push_back(face);
    const std::vector<Detection> faces = mesh.detect(picture);
    ASSERT_EQ(faces.size(), expected.size()) << frame.at("name");
    for (std::size_t i = 0; i < faces.size(); ++i) {
      const Region region = regionOf(faces[i]);
      const double side = expected[i].at("roi_size");
      EXPECT_NEAR(region.centre.x, expected[i].at("roi_cx"), isSame ? 0.02 : 0.01 * side) << frame.at("name");
      EXPECT_NEAR(region.centre.y, expected[i].at("roi_cy"), isSame ? 0.02 : 0.01 * side);
      EXPECT_NEAR(region.side, side, isSame ? 0.02 : 0.01 * side);
      EXPECT_NEAR(region.rotation, expected[i].at("roi_rotation_rad"), isSame ? 1e-4 : 0.02);
      const Mesh found = mesh.look(picture, region);
      const int row = expected[i].at("row_attention");
      EXPECT_EQ(found.presence > 0.5, row >= 0) << frame.at("name");
      if (row < 0) continue;
      EXPECT_LE(distanceTo(found, points, static_cast<std::size_t>(row)), isSame ? 0.03 : 0.01 * side)
          << frame.at("name");
      ++(isSame ? exact : near);
    }
  }
  std::printf("%d faces on the very pixels, %d on nearly the same\n", exact, near);
  EXPECT_GE(exact + near, 50);
}

TEST_F(FaceMeshOnFrames, TheSecondLookIsThatOfTheReference) {
  FaceMesh mesh(installedFile());
  const json facts = this->facts("e2e"), second = this->facts("e2e_twopass");
  const auto points = floats("e2e_twopass_attention_points");
  for (const json& expected : second) {
    const auto& frames = facts.at("frames");
    const auto frame =
        std::ranges::find_if(frames, [&](const json& f) { return f.at("name") == expected.at("frame"); });
    ASSERT_NE(frame, frames.end());
    const base::Image picture = read(*frame);
    const bool isSame = isSame_;
    const std::vector<Detection> faces = mesh.detect(picture);
    ASSERT_FALSE(faces.empty());
    const std::optional<Mesh> found = mesh.find(picture, regionOf(faces.front()));
    ASSERT_TRUE(found) << expected.at("frame");
    EXPECT_LE(distanceTo(*found, points, expected.at("row")),
              isSame ? 0.03 : 0.01 * expected.at("roi2_size").get<double>())
        << expected.at("frame");
  }
}

TEST_F(FaceMeshOnFrames, FollowsAFaceAsTheReferenceDoes) {
  FaceMesh mesh(installedFile());
  const auto points = floats("seq_attention_points");
  std::optional<Region> region;
  std::size_t row = 0;
  const json facts = this->facts("seq");
  for (const json& frame : facts.at("frames")) {
    const base::Image picture = read(frame);
    if (!region) region = regionOf(mesh.detect(picture).at(0));
    const Mesh found = mesh.look(picture, *region);
    EXPECT_LE(distanceTo(found, points, row), isSame_ ? 0.03 : 0.01 * region->side) << row;
    ++row;
    region = regionOf(found);
  }
  EXPECT_EQ(row, 12U);
}

}  // namespace
