#include <gtest/gtest.h>

#include "models/own_mouth/lips.h"
#include "models/own_mouth/mouth_target.h"
#include "own_mouth_fixtures.h"

using namespace own_mouth;
using namespace person;
using namespace own_mouth_fixtures;

namespace {

struct Speaker {
  ShapeModel shapes = learnShapes(talking(300));
  Shape rest = shapes.shapeFor(shapes.shut, shapes.widthMean);
  MouthMapping mapping(float strength = 1) const { return {&shapes, rest, nullptr, strength, 0}; }
};

std::vector<dub::Cue> cuesAt(double fps, int count, float voice = 1) {
  std::vector<dub::Cue> cues;
  for (int i = 0; i < count; ++i) cues.push_back({i, i / fps, voice});
  return cues;
}

}  // namespace

TEST(OwnMouthTarget, At25PicturesASecondPictureNHearsStepN) {
  EXPECT_DOUBLE_EQ(stepPosition(0.40, 0.04), 10.0);
  const speech_mouth::SpeechEncoding heard = encodingOf({0, 0.2f, 0.9f, 0.1f});
  for (int n = 0; n < 4; ++n) {
    EXPECT_NEAR(speechSignalAt(heard, stepPosition(n * 0.04, 0.04)).mouth.opening,
                heard.articulation[static_cast<std::size_t>(n)].opening, 1e-3);
  }
}

TEST(OwnMouthTarget, OtherFrameRatesReadBetweenTheSteps) {
  const speech_mouth::SpeechEncoding heard = encodingOf({0, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f});
  EXPECT_NEAR(speechSignalAt(heard, 2.5).mouth.opening, 0.25, 1e-3);
  float before = -1;
  for (int n = 6; n < 14; ++n) {
    const float now = speechSignalAt(heard, stepPosition(n / 60.0, 1 / 60.0)).mouth.opening;
    EXPECT_GT(now, before);
    before = now;
  }
}

TEST(OwnMouthTarget, AWiderSoundOpensTheMouthMoreUpToTheClipsOwnRange) {
  const Speaker s;
  const std::vector<MouthTarget> g =
      mouthTargets(encodingOf({0, 0.2f, 0.4f, 0.8f, 1.0f}), cuesAt(25, 5), s.mapping());
  EXPECT_NEAR(g[0].opening, s.shapes.shut, 0.003);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_GT(g[i].opening, g[i - 1].opening + 0.005f);
  EXPECT_LT(g[4].opening, s.shapes.open * 1.2f);
}

TEST(OwnMouthTarget, StrengthScalesTheMovement) {
  const Speaker s;
  const auto at = [&](float strength) {
    return mouthTargets(encodingOf({0.5f, 0.5f}), cuesAt(25, 2), s.mapping(strength))[0].opening;
  };
  EXPECT_NEAR(at(0), s.shapes.shut, 0.003);
  EXPECT_LT(at(0.5f), at(1));
  EXPECT_LT(at(1), at(1.5f));
}

TEST(OwnMouthTarget, WithoutVoiceTheMouthIsShutAndStillWhateverIsHeard) {
  const Speaker s;
  const std::vector<MouthTarget> g =
      mouthTargets(encodingOf({0.9f, 0.1f, 0.7f, 0.4f}), cuesAt(25, 4, 0), s.mapping());
  for (const MouthTarget& target : g) {
    EXPECT_EQ(target.shape, g[0].shape);
    EXPECT_EQ(target.closure, 1);
    EXPECT_LT(target.opening, s.shapes.shut + 0.003f);
  }
}

TEST(OwnMouthTarget, SoundOfPressedLipsShutsThem) {
  const Speaker s;
  speech_mouth::SpeechEncoding heard = encodingOf({0.6f, 0.6f});
  heard.articulation[1].closure = 0.9f;
  const std::vector<MouthTarget> g = mouthTargets(heard, cuesAt(25, 2), s.mapping());
  EXPECT_GT(g[0].opening, 0.03f);
  EXPECT_LT(g[1].opening, s.shapes.shut + 0.003f);
  EXPECT_EQ(g[1].closure, 1);
}

TEST(OwnMouthTarget, BeyondTheSpeechThereIsSilence) {
  const speech_mouth::SpeechEncoding heard = encodingOf({0.9f, 0.9f});
  EXPECT_EQ(speechSignalAt(heard, -3).silence, 1);
  EXPECT_EQ(speechSignalAt(heard, 5).silence, 1);
  EXPECT_EQ(speechSignalAt(encodingOf({}), 0).silence, 1);
}

TEST(OwnMouthLips, TheOpeningIsSetWhateverItWas) {
  for (float before : {0.0f, 0.02f, 0.06f}) {
    for (float wanted : {0.002f, 0.03f, 0.08f}) {
      face::Landmarks points = unitFace(before);
      setOpening(points, wanted, 0.001f);
      EXPECT_NEAR(signedOpening(points), wanted, 0.004f);  // no place goes below the least gap
    }
  }
}

TEST(OwnMouthLips, CrossedLipsComeApart) {
  face::Landmarks points = unitFace(0.01f);
  for (std::size_t k : {65, 66, 67}) points[k].y -= 0.03f;
  EXPECT_LT(signedOpening(points), 0);
  setOpening(points, 0.02f, 0.001f);
  EXPECT_NEAR(signedOpening(points), 0.02f, 1e-4);
  EXPECT_GT(points[66].y, points[62].y);
}

TEST(OwnMouthTarget, APictureThatSaidTheSameShowsItsOwnShapeButInHeardSilence) {
  const Speaker s;
  MouthMapping mapping = s.mapping();
  mapping.fromPicture = 1;
  std::vector<float> openings(60, 0.0f);
  speech_mouth::SpeechEncoding heard = encodingOf(openings);
  const auto isSpoken = [](int step) { return step < 20 || step >= 40; };
  for (int step = 0; step < 60; ++step)
    heard.visemes[static_cast<std::size_t>(step)][static_cast<std::size_t>(speech::Viseme::sil)] =
        isSpoken(step) ? 0 : 1;
  const std::vector<MouthTarget> targets = mouthTargets(heard, cuesAt(25, 60), mapping);
  const auto fromPicture = [&](std::size_t cue) { return targets[cue].fromPicture; };
  EXPECT_EQ(fromPicture(10), 1);
  EXPECT_LT(fromPicture(28), 0.2f);
  EXPECT_EQ(fromPicture(36), 1) << "a mouth opens before it is heard";
  EXPECT_EQ(fromPicture(50), 1);
  for (const MouthTarget& target : mouthTargets(heard, cuesAt(25, 60), s.mapping()))
    EXPECT_EQ(target.fromPicture, 0) << "chosen by shape: the target gives it";
}
