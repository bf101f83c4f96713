// Measures of pictures, synchrony and words against the reference's numbers.
#include <gtest/gtest.h>

#include "models/metrics/picture.h"
#include "models/metrics/sync.h"
#include "models/metrics/words.h"
#include "tests/golden/golden.h"
#include "tests/golden/json.h"
#include "tests/support/formula_weights.h"

namespace {

base::Image picture(const std::string& npy, std::size_t number) {
  const auto array = test_support::readNpy<std::uint8_t>(golden::file(npy));
  base::Image image(96, 96, 3);
  std::copy_n(array.data.begin() + static_cast<std::ptrdiff_t>(number * image.data.size()), image.data.size(),
              image.data.begin());
  return image;
}

base::Image shifted(int by) {
  base::Image image(96, 96, 3);
  std::ranges::fill(image.data, static_cast<std::uint8_t>(100 + by));
  return image;
}

TEST(Metrics, PictureMeasuresAreTheReferences) {
  const nlohmann::json want = golden::json("scalars2.json");
  const base::Image a = picture("frames_u8_bgr.npy", 0), b = picture("metric_b_u8.npy", 0);
  EXPECT_NEAR(metrics::ssim(a, b), want["ssim"].get<double>(), 1e-6);
  EXPECT_NEAR(metrics::psnr(a, b), want["psnr_correct"].get<double>(), 1e-9);
  EXPECT_NEAR(metrics::psnrWrapped(a, b), want["psnr_reference_uint8_wrap"].get<double>(), 1e-9);
  EXPECT_EQ(metrics::psnr(a, a), 100);
  EXPECT_NEAR(metrics::ssim(a, a), 1, 1e-12);
}

TEST(Metrics, TheReferencesSignalToNoiseRatioHidesLargeErrorsAndOursDoesNot) {
  const nlohmann::json want = golden::json("scalars2.json");
  for (const int by : {1, 5, 15, 16, 20, 40}) {
    const nlohmann::json pair = want["psnr_const_shift_" + std::to_string(by)];
    EXPECT_NEAR(metrics::psnrWrapped(shifted(by), shifted(0)), pair[0].get<double>(), 1e-9) << by;
    EXPECT_NEAR(metrics::psnr(shifted(by), shifted(0)), pair[1].get<double>(), 1e-9) << by;
  }
}

TEST(Metrics, SynchronyIsTheReferences) {
  const std::size_t rows = 40, size = 16;
  const std::vector<double> u = test_support::formulaStream("lse_video", rows * size);
  const std::vector<double> v = test_support::formulaStream("lse_audio", rows * size);
  std::vector<float> video(rows * size), sound(rows * size);
  for (std::size_t i = 0; i < video.size(); ++i) video[i] = static_cast<float>(u[i]);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t k = 0; k < size; ++k)
      sound[((r + 2) % rows) * size + k] =
          video[r * size + k] + 0.05F * static_cast<float>(v[((r + 2) % rows) * size + k]);
  const nlohmann::json want = golden::json("scalars2.json")["lse"];
  const metrics::Sync found = metrics::synchrony(video, sound, size);
  const auto distances = want["mean_dist"].get<std::vector<double>>();
  ASSERT_EQ(found.distances.size(), distances.size());
  for (std::size_t i = 0; i < distances.size(); ++i) EXPECT_NEAR(found.distances[i], distances[i], 1e-5) << i;
  EXPECT_NEAR(found.lseD, want["LSE_D"].get<double>(), 1e-5);
  EXPECT_NEAR(found.lseC, want["LSE_C"].get<double>(), 1e-5);
  EXPECT_EQ(found.offset, want["offset"].get<int>());
}

TEST(Metrics, WordErrorsCountTheFewestChanges) {
  const auto errors = [](const char* read, const char* reference) {
    return metrics::wordErrors(read, reference).errors;
  };
  EXPECT_EQ(errors("lay blue at x four now", "lay blue at x four now"), 0U);
  EXPECT_EQ(errors("lay white at x now", "lay blue at x four now"), 2U);
  EXPECT_EQ(errors("", "a b c"), 3U);
  EXPECT_EQ(errors("a b c", ""), 3U);
  EXPECT_EQ(metrics::wordErrors("a", "a b").words, 2U);
}

TEST(Metrics, PiecesBecomeText) {
  const std::vector<std::string> symbols{"<s>",
                                         "<pad>",
                                         "</s>",
                                         "<unk>",
                                         "\xE2\x96\x81the",
                                         "\xE2\x96\x81"
                                         "c",
                                         "at",
                                         " s"};
  const std::vector<std::int64_t> tokens{4, 5, 6, 7, 3, 99, 2};
  EXPECT_EQ(metrics::textOf(tokens, symbols), "the cats");
}

}  // namespace
