#include "core/speech/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/base/error.h"
#include "core/speech/speech.h"
#include "tests/support/npy.h"

namespace {

// float32 results of a double computation: the reference's own fp32 noise is 2e-6, the limit of the
// specification 1e-4.
constexpr float kTolerance = 1e-4f;

const std::filesystem::path kData = std::filesystem::path(REDUB_SOURCE_DIR) / "tests/speech/data";

std::vector<std::int16_t> goldenSound() {
  return test_support::readNpy<std::int16_t>(kData / "wav_int16.npy").data;
}

float greatestDifference(const std::vector<float>& a, const std::vector<float>& b) {
  float most = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) most = std::max(most, std::abs(a[i] - b[i]));
  return most;
}

void expectGolden(const std::vector<float>& mine, const char* file) {
  const auto golden = test_support::readNpy<float>(kData / file);
  ASSERT_EQ(mine.size(), golden.data.size()) << file;
  EXPECT_LE(greatestDifference(mine, golden.data), kTolerance) << file;
}

TEST(Features, LogFilterbankEqualsTheReference) {
  expectGolden(speech::logFilterbank(goldenSound()), "logfbank.npy");
}

TEST(Features, SoundShorterThanAWindowGivesOneRow) {
  const auto sound = goldenSound();
  expectGolden(speech::logFilterbank(std::span(sound).first(100)), "logfbank_short100.npy");
}

TEST(Features, DigitalSilenceGivesTheSmallestLogarithm) {
  expectGolden(speech::logFilterbank(std::vector<std::int16_t>(1000, 0)), "logfbank_silence.npy");
}

TEST(Features, RowsBeginAndEndWhereTheReferenceLetsThem) {
  const auto sound = goldenSound();
  std::vector<float> rows;
  for (const std::size_t length : {400u, 401u, 560u, 561u}) {
    const auto part = speech::logFilterbank(std::span(sound).first(length));
    EXPECT_EQ(part.size(), speech::rowCount(length) * speech::kFilters);
    rows.insert(rows.end(), part.begin(), part.end());
  }
  expectGolden(rows, "logfbank_400_401_560_561.npy");
}

TEST(Features, StackedRowsOfTheReferenceAreTheFilterbankWithZeroRowsAppended) {
  std::vector<float> rows = speech::logFilterbank(goldenSound());
  rows.resize(speech::stepCount(goldenSound().size()) * speech::kFeatureSize, 0.0f);
  expectGolden(rows, "stacked.npy");
}

TEST(Features, TalkLipFeaturesEqualTheReference) {
  expectGolden(speech::talkLipFeatures(goldenSound()), "audio_features.npy");
}

TEST(Features, NoSoundAtAllStillGivesOneFiniteStep) {
  const auto values = speech::talkLipFeatures({});
  ASSERT_EQ(values.size(), static_cast<std::size_t>(speech::kFeatureSize));
  EXPECT_TRUE(std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }));
}

TEST(Features, StepCountFollowsTheFormulaAtEveryLength) {
  EXPECT_EQ(speech::stepCount(0), 1u);
  EXPECT_EQ(speech::stepCount(400), 1u);
  for (std::size_t n = 401; n < 5000; ++n) {
    const auto rows = 1 + static_cast<std::size_t>(std::ceil((static_cast<double>(n) - 400) / 160));
    ASSERT_EQ(speech::stepCount(n), (rows + 3) / 4) << n;
    ASSERT_EQ(speech::talkLipFeatures(std::vector<std::int16_t>(n, 7)).size() / 104, speech::stepCount(n))
        << n;
    if (n > 900) n += 61;
  }
}

TEST(Features, FullScaleAndExtremeSamplesGiveFiniteValues) {
  std::mt19937 random(1);
  std::vector<std::int16_t> square(16000);
  for (auto& s : square) s = (random() & 1u) != 0 ? std::int16_t{32767} : std::int16_t{-32768};
  const auto values = speech::talkLipFeatures(square);
  EXPECT_TRUE(std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }));
}

TEST(Features, APartOfTheStepsEqualsTheWholeBitForBit) {
  const auto sound = goldenSound();
  const auto whole = speech::talkLipFeatures(sound);
  const std::size_t steps = speech::stepCount(sound.size());
  for (std::size_t first = 0; first < steps; first += 5) {
    const std::size_t count = std::min<std::size_t>(7, steps - first);
    const auto part = speech::talkLipFeatures(sound, first, count);
    ASSERT_EQ(part.size(), count * speech::kFeatureSize);
    EXPECT_TRUE(
        std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(first * 104)));
  }
  EXPECT_THROW(speech::talkLipFeatures(sound, steps, 1), base::Error);
}

}  // namespace
