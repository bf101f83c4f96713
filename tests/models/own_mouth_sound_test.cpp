#include <gtest/gtest.h>

#include <random>

#include "models/own_mouth/own_sound.h"
#include "own_mouth_fixtures.h"

using namespace own_mouth;
using namespace person;
using namespace own_mouth_fixtures;

namespace {

// Openings as of speech: smoothed noise, 0..1.
std::vector<float> babble(int steps, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> out;
  float slow = 0;
  for (int i = 0; i < steps; ++i) {
    slow = 0.6f * slow + 0.4f * static_cast<float>(random() % 1000) / 1000;
    out.push_back(slow);
  }
  return out;
}

// Mouths that follow `openings` `lag` steps later.
std::vector<TimedMouth> following(const std::vector<float>& openings, int lag) {
  std::vector<TimedMouth> out;
  for (int i = 0; i < static_cast<int>(openings.size()); ++i) {
    const int heard = std::min(static_cast<int>(openings.size()) - 1, std::max(0, i + lag));
    TimedMouth s{static_cast<double>(i), 0.04, 0.05f * openings[static_cast<std::size_t>(heard)], {}};
    s.shape[0] = 0.3f * openings[static_cast<std::size_t>(heard)];
    out.push_back(s);
  }
  return out;
}

}  // namespace

TEST(OwnMouthSound, TheLagBetweenSoundAndMouthIsFound) {
  for (int lag : {-4, 0, 3}) {
    const std::vector<float> openings = babble(400, 1);
    const SoundFit fit = fitSound(encodingOf(openings), following(openings, lag));
    EXPECT_EQ(fit.lagSteps, lag);
    EXPECT_GT(fit.correlation, 0.95f);
    EXPECT_TRUE(fit.isOwn());
  }
}

TEST(OwnMouthSound, SoundThatIsNotTheMouthsOwnIsRefused) {
  int accepted = 0;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    accepted +=
        fitSound(encodingOf(babble(400, seed)), following(babble(400, seed + 100), 0)).isOwn() ? 1 : 0;
  }
  EXPECT_EQ(accepted, 0);
}

TEST(OwnMouthSound, LessThanEightSecondsAreNotEnough) {
  const std::vector<float> openings = babble(199, 1);  // 7.96 s
  const SoundFit fit = fitSound(encodingOf(openings), following(openings, 0));
  EXPECT_GT(fit.correlation, 0.95f);
  EXPECT_FALSE(fit.isOwn());
}

TEST(OwnMouthSound, TheGateAsksForCorrelationAndForAdvantageOverDisplacedSound) {
  EXPECT_TRUE((SoundFit{0, 0.36f, 0.20f, 12}.isOwn()));
  EXPECT_FALSE((SoundFit{0, 0.34f, 0.10f, 12}.isOwn()));
  EXPECT_FALSE((SoundFit{0, 0.45f, 0.40f, 12}.isOwn()));
  EXPECT_FALSE((SoundFit{0, 0.60f, 0.10f, 7.9}.isOwn()));
}

TEST(OwnMouthSound, TheFittedMappingLearnsTheShapesOfItsSound) {
  const std::vector<float> openings = babble(400, 1);
  const speech_mouth::SpeechEncoding heard = encodingOf(openings);
  const std::vector<TimedMouth> seen = following(openings, 2);
  const FittedMapping mapping(heard, seen, 2);
  double error = 0, spread = 0;
  for (std::size_t i = 10; i < 390; ++i) {
    error += std::abs(mapping(fittedInput(heard, static_cast<double>(i) + 2))[0] - seen[i].shape[0]);
    spread += std::abs(seen[i].shape[0] - 0.15f);
  }
  EXPECT_LT(error, 0.5 * spread);
}

TEST(OwnMouthSound, SilentOrEmptySoundIsHarmless) {
  EXPECT_FALSE(fitSound(encodingOf({}), following(babble(300, 1), 0)).isOwn());
  EXPECT_FALSE(fitSound(encodingOf(std::vector<float>(300, 0.0f)), following(babble(300, 1), 0)).isOwn());
  EXPECT_FALSE(fitSound(encodingOf(babble(300, 1)), {}).isOwn());
}

TEST(OwnMouthSound, TheFittedMappingCountsForMoreTheMoreItLearnedFrom) {
  EXPECT_LT(fittedShare(10), fittedShare(20));
  EXPECT_LT(fittedShare(20), fittedShare(30));
  EXPECT_EQ(fittedShare(30), fittedShare(300));
}

TEST(OwnMouthSound, WhatTheSoundTellsOfAShapeIsKnownFromSoundThatWasHeldBack) {
  const std::vector<float> openings = babble(500, 1);
  std::vector<TimedMouth> seen = following(openings, 0);
  std::mt19937 random(9);
  for (TimedMouth& mouth : seen) mouth.shape[1] = static_cast<float>(random() % 1000) / 1000;
  const Shape told = heldBackCorrelation(encodingOf(openings), seen, 0);
  EXPECT_GT(told[0], 0.9f);
  EXPECT_LT(told[1], 0.3f);
  EXPECT_EQ(told[2], 0.0f);  // never moves
}
