// The speech front ends against the reference's numbers.
#include "core/speech/features.h"

#include <gtest/gtest.h>

#include "core/speech/mel.h"
#include "core/speech/mfcc.h"
#include "core/speech/row_analysis.h"
#include "core/speech/speech.h"
#include "tests/golden/golden.h"

namespace {

using golden::floats;

std::vector<std::int16_t> wav() {
  return test_support::readNpy<std::int16_t>(golden::file("wav_int16.npy")).data;
}

void expectNear(const std::vector<float>& found, const std::vector<float>& expected, double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) ASSERT_NEAR(found[i], expected[i], tolerance) << "at " << i;
}

// Tolerance: the reference's suggestion for double arithmetic rounded once.
constexpr double kTolerance = 1e-4;

TEST(Features, LogFilterbanksAreTheReferences) {
  const std::vector<std::int16_t> all = wav();
  const std::span<const std::int16_t> samples = all;
  expectNear(speech::logFilterbank(samples), floats("logfbank.npy").data, kTolerance);
  expectNear(speech::logFilterbank(samples.first(100)), floats("logfbank_short100.npy").data, kTolerance);
  expectNear(speech::logFilterbank(std::vector<std::int16_t>(1000)), floats("logfbank_silence.npy").data,
             kTolerance);
  std::vector<float> joined;
  for (const std::size_t count : {400U, 401U, 560U, 561U})
    for (const float v : speech::logFilterbank(samples.first(count))) joined.push_back(v);
  expectNear(joined, floats("logfbank_400_401_560_561.npy").data, kTolerance);
}

TEST(Features, MelFiltersAreTheReferences) {
  expectNear(speech::melFilterbank(), floats("mel_filterbank.npy").data, 1e-6);
}

TEST(Features, NetworkInputIsTheReferences) {
  expectNear(speech::talkLipFeatures(wav()), floats("audio_features.npy").data, kTolerance);
}

// The reference pre-emphasises the channels of a stereo file each by itself, then takes their samples in turn
// for one signal of twice the length. Redub mixes them down before, so that its speech keeps its length.
TEST(Features, StereoTakenForMonoIsTheReferencesDefectAndNotOurs) {
  const std::vector<std::int16_t> all = wav();
  std::vector<double> interleaved;
  for (std::size_t i = 0; i < 4000; ++i)
    for (const std::size_t channel : {0U, 4000U})
      interleaved.push_back(all[channel + i] - (i > 0 ? 0.97 * all[channel + i - 1] : 0.0));
  const std::vector<float> defect = floats("logfbank_stereo_bug.npy").data;
  speech::RowAnalysis analysis;
  std::vector<float> found(defect.size());
  for (std::size_t row = 0; row * 26 < defect.size(); ++row)
    analysis.logEnergiesOfWindow(std::span(interleaved).subspan(row * 160), &found[row * 26]);
  expectNear(found, defect, kTolerance);

  std::vector<std::int16_t> mixed;
  for (std::size_t i = 0; i < 4000; ++i)
    mixed.push_back(static_cast<std::int16_t>((all[i] + all[4000 + i]) / 2));
  EXPECT_EQ(speech::logFilterbank(mixed).size() / 26, 24U);
  EXPECT_EQ(defect.size() / 26, 49U);
}

TEST(Features, CepstraAreTheReferences) {
  expectNear(speech::mfcc(wav()), floats("mfcc.npy").data, 1e-3);  // values up to 60, from 32-bit logarithms
}

TEST(Features, Wav2LipsSpectrogramIsTheReferences) {
  expectNear(speech::wav2LipFilters(), floats("w2l_mel_basis.npy").data, 1e-6);
  // The reference transforms in 32 bits; a quiet bin's logarithm moves by some 1e-4.
  expectNear(speech::wav2LipMel(wav()), floats("w2l_mel.npy").data, 1e-3);
}

}  // namespace
