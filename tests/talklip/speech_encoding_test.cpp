#include "models/talklip/speech_encoding.h"

#include <gtest/gtest.h>

#include <random>

#include "core/speech/mel.h"
#include "tests/talklip/fakes.h"

namespace {

using talklip::SpeechEncoding;
using talklip_test::FakeNetwork;

speech::Speech noise(double seconds) {
  speech::Speech speech;
  std::mt19937 random(3);
  speech.samples.resize(static_cast<std::size_t>(seconds * speech::kRate));
  for (auto& sample : speech.samples) sample = static_cast<std::int16_t>(random() % 4001) - 2000;
  speech.activity.assign(speech::stepCount(speech.samples.size()), 1.0F);
  return speech;
}

TEST(SpeechEncoding, SegmentsOfALongSpeechJoinWithoutATrace) {
  const FakeNetwork network(FakeNetwork::firstFeature, FakeNetwork::reference);
  const speech::Speech speech = noise(70);
  const SpeechEncoding inParts =
      talklip::encodeSpeech(network, speech, 70, {}, {.maxCore = 100, .minCore = 50, .context = 20});
  const SpeechEncoding atOnce =
      talklip::encodeSpeech(network, speech, 70, {}, {.maxCore = 100000, .minCore = 50, .context = 20});
  ASSERT_EQ(inParts.count(), speech::stepCount(speech.samples.size()));
  for (std::size_t i = 0; i < inParts.count(); ++i)
    ASSERT_NEAR(inParts.vectors[i], atOnce.vectors[i], 1e-5) << "step " << i;
}

// A step says its number; a patch 1000 times its own.
class HearsBoth : public FakeNetwork {
 public:
  HearsBoth() : FakeNetwork({}, {}) {}
  bool hears(talklip::SpeechInput) const override { return true; }
  std::vector<float> encode(talklip::SpeechInput input, std::span<const float> values) const override {
    const bool isSteps = input == talklip::SpeechInput::steps;
    std::vector<float> out(values.size() / (isSteps ? 104 : speech::kMelBands * speech::kMelPatch));
    for (float& v : out) v = isSteps ? static_cast<float>(steps_++) : 1000 * static_cast<float>(patches_++);
    return out;
  }

 private:
  mutable int steps_ = 0, patches_ = 0;
};

TEST(SpeechEncoding, OfBothInputsIsTheirSumAtEveryPicture) {
  const HearsBoth network;
  const SpeechEncoding encoding = talklip::encodeSpeech(network, noise(2), 2, {});
  const int lastPatch = 160 - static_cast<int>(speech::kMelPatch);  // 80 columns a second; the speech ends
  for (int picture = 0; picture < 50; ++picture) {
    const int column = picture * 80 / 25;  // as the training's pictures hear it
    const float said = encoding.at(picture / 25.0 + 1e-6)[0];
    EXPECT_EQ(static_cast<int>(said) % 1000, picture) << picture;
    EXPECT_NEAR(static_cast<int>(said) / 1000, std::min(column, lastPatch), column > lastPatch ? 1 : 0)
        << picture;
  }
}

TEST(SpeechEncoding, WhereSegmentsDifferOneFadesIntoTheOther) {
  int calls = 0;
  const FakeNetwork network(
      [&](std::span<const float> features) {
        return std::vector<float>(features.size() / 104, static_cast<float>(calls++));
      },
      FakeNetwork::reference);
  const SpeechEncoding encoding =
      talklip::encodeSpeech(network, noise(30), 30, {}, {.maxCore = 200, .minCore = 100, .context = 50});
  ASSERT_GE(calls, 3);
  for (std::size_t i = 1; i < encoding.count(); ++i)
    ASSERT_LE(std::abs(encoding.vectors[i] - encoding.vectors[i - 1]), 1.05F / (2 * talklip::kFade))
        << "step " << i;
  EXPECT_EQ(encoding.vectors.front(), 0.0F);
  EXPECT_EQ(encoding.vectors.back(), static_cast<float>(calls - 1));
}

TEST(SpeechEncoding, NoCallIsLongerThanASegmentHoweverLongTheSpeech) {
  std::size_t longest = 0, calls = 0;
  const FakeNetwork network(
      [&](std::span<const float> features) {
        longest = std::max(longest, features.size() / 104), ++calls;
        return std::vector<float>(features.size() / 104);
      },
      FakeNetwork::reference);
  talklip::encodeSpeech(network, noise(200), 200, {});
  EXPECT_LE(longest, 750U + 2 * 75);
  EXPECT_GE(calls, 6U);
}

TEST(SpeechEncoding, NothingIsHeardBeyondTheLastPicture) {
  std::size_t calls = 0;
  const FakeNetwork network(
      [&](std::span<const float> features) {
        ++calls;
        return std::vector<float>(features.size() / 104);
      },
      FakeNetwork::reference);
  talklip::encodeSpeech(network, noise(200), 5, {});
  EXPECT_EQ(calls, 1U);
}

TEST(SpeechEncoding, StopsBetweenSegments) {
  std::stop_source stop;
  const FakeNetwork network(
      [&](std::span<const float> features) {
        stop.request_stop();
        return std::vector<float>(features.size() / 104);
      },
      FakeNetwork::reference);
  EXPECT_EQ(talklip::encodeSpeech(network, noise(200), 200, stop.get_token()).count(), 0U);
}

TEST(SpeechEncoding, TheStepOfATimeIsTheOneThatHasBegun) {
  const SpeechEncoding encoding{.size = 1, .vectorsPerSec = 25, .vectors = {10, 11, 12, 13}};
  EXPECT_EQ(encoding.at(0)[0], 10);
  EXPECT_EQ(encoding.at(0.0399)[0], 10);
  EXPECT_EQ(encoding.at(0.04)[0], 11);
  EXPECT_EQ(encoding.at(1.0 / 30)[0], 10);  // the second picture of a clip of 30 a second
  EXPECT_EQ(encoding.at(2.0 / 30)[0], 11);
  EXPECT_EQ(encoding.at(-1)[0], 10);
  EXPECT_EQ(encoding.at(99)[0], 13);
}

}  // namespace
