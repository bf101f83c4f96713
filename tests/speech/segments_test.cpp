#include "core/speech/segments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/base/error.h"
#include "core/speech/features.h"

namespace {

// Noise with pauses: `voice` says where. Segments need no real speech.
speech::Speech noisySpeech(std::size_t steps, unsigned seed, std::size_t pauseEvery) {
  std::mt19937 random(seed);
  speech::Speech speech;
  speech.activity.assign(steps, 1.0f);
  for (std::size_t i = 0; pauseEvery != 0 && i < steps; i += pauseEvery + random() % 40) {
    for (std::size_t k = i; k < std::min(steps, i + 4 + random() % 12); ++k) speech.activity[k] = 0.0f;
  }
  speech.samples.resize(steps * speech::kStepSamples);
  for (std::size_t i = 0; i < speech.samples.size(); ++i) {
    const float gain = 2000.0f * speech.activity[i / speech::kStepSamples] + 5.0f;
    speech.samples[i] =
        static_cast<std::int16_t>(gain * (static_cast<float>(random() % 2001) / 1000.0f - 1.0f));
  }
  return speech;
}

void expectCover(const std::vector<speech::Segment>& segments, std::size_t steps,
                 const speech::SegmentSettings& settings) {
  ASSERT_FALSE(segments.empty());
  std::size_t at = 0;
  for (const auto& s : segments) {
    EXPECT_EQ(s.coreBegin, at);
    EXPECT_GT(s.coreEnd, s.coreBegin);
    EXPECT_LE(s.coreEnd - s.coreBegin, settings.maxCore);
    EXPECT_LE(s.steps(), settings.maxCore + 2 * settings.context);
    EXPECT_EQ(s.begin, s.coreBegin - std::min(s.coreBegin, settings.context));
    EXPECT_EQ(s.end, std::min(steps, s.coreEnd + settings.context));
    at = s.coreEnd;
  }
  EXPECT_EQ(at, steps);
}

TEST(Segments, CoresCoverTheSpeechInOrderAndContextsOverlap) {
  for (const std::size_t steps : {1u, 2u, 749u, 750u, 751u, 752u, 1500u, 4321u, 90000u}) {
    const auto speech = noisySpeech(steps, static_cast<unsigned>(steps), 60);
    expectCover(speech::cutAtPauses(speech), steps, {});
  }
}

TEST(Segments, ShortSpeechIsOneSegment) {
  const auto speech = noisySpeech(750, 3, 50);
  const std::vector<speech::Segment> one{{0, 750, 0, 750}};
  EXPECT_EQ(speech::cutAtPauses(speech), one);
}

TEST(Segments, CutsLieInPausesWhereThereAreAny) {
  const auto speech = noisySpeech(6000, 5, 80);
  const auto segments = speech::cutAtPauses(speech);
  ASSERT_GT(segments.size(), 6u);
  for (std::size_t i = 0; i + 1 < segments.size(); ++i) EXPECT_LT(speech.activity[segments[i].coreEnd], 0.5f);
}

TEST(Segments, SpeechWithoutAnyPauseIsCutAtItsWeakestStep) {
  auto speech = noisySpeech(1100, 6, 0);
  const std::size_t weak = 431;
  for (std::size_t i = 0; i < speech::kStepSamples; ++i)
    speech.samples[weak * speech::kStepSamples + i] /= 50;
  const auto segments = speech::cutAtPauses(speech);
  ASSERT_EQ(segments.size(), 2u);
  EXPECT_EQ(segments[0].coreEnd, weak);
}

TEST(Segments, AllSilentSpeechIsCutToo) {
  speech::Speech speech;
  speech.samples.assign(3000 * speech::kStepSamples, 0);
  speech.activity.assign(3000, 0.0f);
  expectCover(speech::cutAtPauses(speech), 3000, {});
}

TEST(Segments, FeaturesAtJointsEqualTheUncutFeaturesBitForBit) {
  const auto speech = noisySpeech(900, 9, 40);
  const speech::SegmentSettings settings{.maxCore = 100, .minCore = 40, .context = 20};
  const auto whole = speech::talkLipFeatures(speech.samples);
  std::vector<float> joined;
  for (const auto& s : speech::cutAtPauses(speech, settings)) {
    const auto part = speech::segmentFeatures(speech, s);
    ASSERT_EQ(part.size(), s.steps() * speech::kFeatureSize);
    const auto core =
        part.begin() + static_cast<std::ptrdiff_t>((s.coreBegin - s.begin) * speech::kFeatureSize);
    joined.insert(joined.end(), core,
                  core + static_cast<std::ptrdiff_t>((s.coreEnd - s.coreBegin) * speech::kFeatureSize));
  }
  EXPECT_EQ(joined, whole);
}

TEST(Segments, BoundsThatCannotBeMetAreRefused) {
  EXPECT_THROW(speech::cutAtPauses(noisySpeech(10, 1, 0), {.maxCore = 5, .minCore = 5}), base::Error);
}

}  // namespace
