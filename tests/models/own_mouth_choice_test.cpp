#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "models/own_mouth/choice.h"
#include "models/own_mouth/picture_lips.h"
#include "own_mouth_fixtures.h"

using namespace own_mouth;
using namespace person;

namespace {

// A person whose bank is a whole clip; every moment of its sound is unlike the others.
struct Talker {
  std::vector<Observation> seen = own_mouth_fixtures::talking(200);
  Person person;
  speech_mouth::SpeechEncoding own;
  std::vector<double> steps;
  std::vector<dub::Cue> cues;

  Talker() {
    person.shapes = learnShapes(seen);
    std::mt19937 random(4);
    own = own_mouth_fixtures::encodingOf(std::vector<float>(seen.size(), 0.5f));
    for (auto& hidden : own.hidden)
      for (float& value : hidden) value = static_cast<float>(random() % 1000) / 1000;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      BankFrame frame;
      frame.frame = static_cast<face::FrameNo>(i);
      frame.unit = seen[i].unit, frame.turn = seen[i].turn;
      frame.toUnit = {0.004f, 0, 0, 0};
      frame.shape = person.shapes.shapeOf(seen[i].unit, seen[i].turn);
      frame.opening = mouthSize(seen[i].unit).opening;
      person.bank.push_back(frame);
      steps.push_back(static_cast<double>(i));
    }
  }
  // Pictures `from`, from + 1, ... say what was said at `said`, said + 1, ...; their mouths are those of
  // `meant` on.
  std::vector<std::int32_t> choose(std::size_t from, std::size_t said, std::size_t meant, std::size_t count,
                                   const Shown& pose = {{}, 250, 0}) {
    std::vector<MouthTarget> targets;
    std::vector<double> at;
    for (std::size_t t = 0; t < count; ++t) {
      targets.push_back(targetOf(person.bank[meant + t].shape, person.bank[meant + t].opening));
      at.push_back(static_cast<double>(said + t));
    }
    const SoundMatch match(own, steps);
    const Heard heard{&match, &own, at};
    ChoiceProblem problem{&person.bank, &person.shapes, targets};
    problem.shown = [&](std::size_t cue) {
      return Shown{pose.turn, pose.scale, static_cast<face::FrameNo>(from + cue)};
    };
    problem.ownMoment = 12;
    problem.heard = &heard;
    problem.reliability.fill(0.5f);
    return choosePictures(problem, {});
  }
};

std::vector<std::int32_t> runFrom(std::int32_t first, std::size_t count) {
  std::vector<std::int32_t> out(count);
  std::iota(out.begin(), out.end(), first);
  return out;
}

}  // namespace

TEST(OwnMouthChoice, ARunOfTheClipIsFollowedWhenItLooksTheSame) {
  const Talker talker;
  std::vector<MouthTarget> targets;
  const std::vector<BankFrame>& bank = talker.person.bank;
  for (std::size_t t = 0; t < 60; ++t) targets.push_back(targetOf(bank[40 + t].shape, bank[40 + t].opening));
  ChoiceProblem problem{&bank, &talker.person.shapes, targets};
  problem.shown = [&](std::size_t cue) { return Shown{bank[40 + cue].turn, 250, 1000}; };
  EXPECT_EQ(choosePictures(problem, {}), runFrom(40, 60));
}

TEST(OwnMouthChoice, PicturesThatSaidTheSameAreChosen) {
  EXPECT_EQ(Talker().choose(1000, 80, 80, 40), runFrom(80, 40));
}

TEST(OwnMouthChoice, WhatWasSaidCountsMoreThanTheShapeThatIsExpected) {
  EXPECT_EQ(Talker().choose(1000, 80, 20, 40), runFrom(80, 40));
}

TEST(OwnMouthChoice, HowTheHeadIsTurnedDoesNotChooseThePicture) {
  EXPECT_EQ(Talker().choose(1000, 80, 80, 40, {{9, -9, 9}, 900, 0}), runFrom(80, 40));
}

TEST(OwnMouthChoice, TheOwnMomentIsTakenOnlyWhereTheSameIsSaid) {
  EXPECT_EQ(Talker().choose(80, 80, 80, 40), runFrom(80, 40));
  Talker other;
  for (const std::int32_t index : other.choose(80, 20, 80, 40))
    EXPECT_TRUE(index < 20 + 40) << "a picture of the shown moment, though other words are said";
}

TEST(OwnMouthChoice, NothingToSayIsNoPath) { EXPECT_TRUE(Talker().choose(0, 0, 0, 0).empty()); }

TEST(OwnMouthPictureLips, APictureThatIsShownAsItWasKeepsItsOwnShape) {
  const Talker talker;
  const std::vector<std::int32_t> path = runFrom(30, 20);
  const BankFrame& picture = talker.person.bank[35];
  const Lower lips = lipsOfPictures(talker.person, path, 5, picture.turn), seen = lowerOf(picture.unit);
  for (std::size_t i = 0; i < lips.size(); ++i) EXPECT_LT(base::distance(lips[i], seen[i]), 1e-5f);
}

TEST(OwnMouthPictureLips, RunsFadeIntoEachOtherWhereThePathJumps) {
  Talker talker;
  for (BankFrame& picture : talker.person.bank) picture.turn = {};
  std::vector<std::int32_t> path = runFrom(30, 10), after = runFrom(120, 10);
  path.insert(path.end(), after.begin(), after.end());
  const auto chin = [&](std::size_t cue) { return lipsOfPictures(talker.person, path, cue, {})[5]; };
  const auto seen = [&](std::size_t picture) { return lowerOf(talker.person.bank[picture].unit)[5]; };
  EXPECT_LT(base::distance(chin(8), seen(38)), 1e-5f);
  EXPECT_LT(base::distance(chin(9), seen(38 + 1) * 0.8f + seen(119) * 0.2f), 1e-5f);
  EXPECT_LT(base::distance(chin(10), seen(40) * 0.2f + seen(120) * 0.8f), 1e-5f);
  EXPECT_LT(base::distance(chin(11), seen(121)), 1e-5f);
}

TEST(OwnMouthPictureLips, OnlyAHeadThatTurnsMovesTheLips) {
  const Talker talker;
  const BankFrame& picture = talker.person.bank[31];
  const auto moved = [&](float by) {
    Turn turn = picture.turn;
    turn[0] += by;
    const Lower lips = lipsOfPictures(talker.person, std::vector<std::int32_t>(3, 31), 1, turn);
    const Lower seen = lowerOf(picture.unit);
    float most = 0;
    for (std::size_t i = 0; i < lips.size(); ++i) most = std::max(most, base::distance(lips[i], seen[i]));
    return most;
  };
  EXPECT_LT(moved(1.4f), 1e-5f);  // as speech moves what tells the turn
  const Lower still = talker.person.shapes.lower({}, {}),
              turned = talker.person.shapes.lower({}, {2.5f, 0, 0});
  float most = 0;
  for (std::size_t i = 0; i < still.size(); ++i) most = std::max(most, base::distance(still[i], turned[i]));
  EXPECT_NEAR(moved(4.0f), most, 1e-5f);
}
