// Crop to and paste from the network's 96x96 pixels against the reference's pictures.
#include <gtest/gtest.h>
#include <zlib.h>

#include <numeric>
#include <opencv2/imgproc.hpp>

#include "core/face/composite.h"
#include "models/talklip/network.h"
#include "models/talklip/paste.h"
#include "tests/golden/golden.h"
#include "tests/golden/json.h"

namespace {

constexpr int kWidth = 360, kHeight = 270;
const std::array<base::Rect, 3> kBoxes{{{100, 60, 137, 121}, {40, 30, 61, 73}, {200, 100, 96, 96}}};

base::Image made(bool isSmooth) {
  base::Image image(kWidth, kHeight, 3);
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x)
      for (int c = 0; c < 3; ++c) {
        const int folded = (2 * x + 3 * y + 71 * c) % 510;
        const int rough = (2 * x + 3 * y + 71 * c + ((x * x + 3 * x * y + y * y) >> 7)) & 255;
        image.row(y)[3 * x + c] =
            static_cast<std::uint8_t>(isSmooth ? (folded < 256 ? folded : 510 - folded) : rough);
      }
  return image;
}

std::vector<std::uint8_t> bytes(const std::string& npy) {
  return test_support::readNpy<std::uint8_t>(golden::file(npy)).data;
}

TEST(Crop, EqualsTheReferences) {
  const std::vector<std::uint8_t> expected = bytes("crop_patches_u8.npy");
  std::vector<std::uint8_t> found;
  for (const bool isSmooth : {false, true})
    for (const base::Rect& box : kBoxes) {
      // The reference's own limit, its picture's height, cuts the last box at column 270.
      const base::Rect limited{box.x, box.y, std::min(box.width, kHeight - box.x), box.height};
      const base::Image crop = face::talkLipCrop(made(isSmooth), limited);
      found.insert(found.end(), crop.data.begin(), crop.data.end());
    }
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i)
    ASSERT_LE(std::abs(found[i] - expected[i]), 1) << i;  // OpenCV's fixed point may round in another way
  EXPECT_LE(std::inner_product(found.begin(), found.end(), expected.begin(), 0, std::plus{},
                               [](int a, int b) { return a != b ? 1 : 0; }),
            static_cast<int>(found.size() / 1000));
}

// The reference limits a box's right edge to the picture's height: (200, 100)-(330, 260) loses 60 columns.
TEST(Crop, OfAWideBoxKeepsWhatTheReferenceCutsOff) {
  const std::vector<std::uint8_t> defect = bytes("crop_clamp_bug_u8.npy");
  const base::Image cut = face::talkLipCrop(made(false), {200, 100, 70, 160});
  const base::Image whole = face::talkLipCrop(made(false), {200, 100, 130, 160});
  int far = 0, near = 0;
  for (std::size_t i = 0; i < defect.size(); ++i) {
    near += std::abs(cut.data[i] - defect[i]) > 1 ? 1 : 0;
    far += std::abs(whole.data[i] - defect[i]) > 1 ? 1 : 0;
  }
  EXPECT_EQ(near, 0);
  EXPECT_GT(far, static_cast<int>(defect.size() / 2));
}

TEST(Paste, EqualsTheReferences) {
  constexpr std::size_t kOutput = talklip::outputSize(talklip::kEdge);
  const std::vector<float> generated = golden::floats("gen_out_demo.npy").data;
  const nlohmann::json sums = golden::json("scalars2.json")["paste_full_u8_crc32"];
  for (std::size_t n = 0; n < kBoxes.size(); ++n) {
    const base::Rect box = kBoxes[n];
    const cv::Mat found = talklip::enlargedToBox(std::span(generated).subspan(n * kOutput, kOutput),
                                                 talklip::kEdge, {box.width, box.height});
    const auto expected = golden::floats("paste_float_" + std::to_string(n) + ".npy");
    ASSERT_EQ(expected.data.size(), found.total() * 3);
    // Weights of 32 bits on values up to 255.
    for (std::size_t i = 0; i < expected.data.size(); ++i)
      ASSERT_NEAR(found.ptr<float>()[i], expected.data[i], 2e-3) << i;

    // The whole frame with the reference's box in it, cut off to 8 bits as the reference does.
    base::Image frame = made(true);
    for (int y = 0; y < box.height; ++y)
      for (int i = 0; i < 3 * box.width; ++i)
        frame.row(box.y + y)[3 * box.x + i] =
            static_cast<std::uint8_t>(expected.data[static_cast<std::size_t>(y * 3 * box.width + i)]);
    const uLong sum = crc32(0, frame.data.data(), static_cast<uInt>(frame.data.size()));
    EXPECT_EQ(sum, std::stoul(sums[n].get<std::string>(), nullptr, 16)) << n;
  }
}

}  // namespace
