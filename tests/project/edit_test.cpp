#include "core/project/edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "core/project/project_sounds.h"
#include "core/project/project_validation.h"

namespace {

using testing::ElementsAre;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Two takes of 4 and 2 seconds; one line that says seconds 1 to 3 of the first, at 10 s.
struct OneLine {
  dub::Project project;
  int longTake = dub::addTake(project, "/t/long.wav", 4);
  int shortTake = dub::addTake(project, "/t/short.wav", 2);
  int id = dub::addClip(project, longTake, 0, 10, 1, 3);
  const dub::SpeechClip& clip() const { return *project.clip(id); }
};

TEST(Edit, AddsAFileOnceHoweverItsPathIsWritten) {
  dub::Project project;
  const int take = dub::addTake(project, "/t/a.wav", 2, "2026-11-27 14:03:22");
  EXPECT_EQ(dub::addTake(project, "/t/x/../a.wav", 2), take);
  ASSERT_EQ(project.takes.size(), 1U);
  EXPECT_EQ(project.takes[0].name, "a");
  EXPECT_EQ(project.takes[0].recorded, "2026-11-27 14:03:22");
}

TEST(Edit, RefusesTakesWithoutALength) {
  dub::Project project;
  for (const double seconds : {0.0, -1.0, kNan, std::numeric_limits<double>::infinity()})
    EXPECT_EQ(dub::addTake(project, "/t/a.wav", seconds), 0);
  EXPECT_EQ(project, dub::Project());
}

TEST(Edit, UnknownIdsAndNumbersThatAreNoneChangeNothing) {
  OneLine one;
  const dub::Project before = one.project;
  EXPECT_EQ(dub::addClip(one.project, 99, 0, 1), 0);
  EXPECT_EQ(dub::addClip(one.project, one.longTake, 5, 1), 0);
  EXPECT_EQ(dub::addClip(one.project, one.longTake, 0, 1, 3, 2), 0);
  dub::moveClip(one.project, 99, 1, 0);
  dub::moveClip(one.project, one.id, 1, -1);
  dub::moveClip(one.project, one.id, kNan, 0);
  dub::trimStart(one.project, one.id, kNan);
  dub::trimEnd(one.project, one.id, kNan);
  dub::setGain(one.project, one.id, kNan);
  dub::setFades(one.project, one.id, kNan, 0);
  dub::choose(one.project, one.id, one.shortTake);  // no alternative yet
  dub::removeVoice(one.project, 3);
  dub::removeClip(one.project, 99);
  EXPECT_EQ(dub::splitClip(one.project, one.id, kNan), std::nullopt);
  EXPECT_EQ(one.project, before);
}

TEST(Edit, TrimmingMovesOneEdgeAndKeepsTheOther) {
  OneLine one;
  dub::trimStart(one.project, one.id, 10.5);
  EXPECT_DOUBLE_EQ(one.clip().atSec, 10.5);
  EXPECT_DOUBLE_EQ(one.clip().inSec, 1.5);
  EXPECT_DOUBLE_EQ(one.clip().endSec(), 12);
  dub::trimStart(one.project, one.id, 0);  // as far as the take reaches
  EXPECT_DOUBLE_EQ(one.clip().atSec, 9);
  EXPECT_DOUBLE_EQ(one.clip().inSec, 0);
  dub::trimEnd(one.project, one.id, 100);
  EXPECT_DOUBLE_EQ(one.clip().endSec(), 13);
  dub::trimEnd(one.project, one.id, 0);
  EXPECT_DOUBLE_EQ(one.clip().seconds(), dub::kShortestClipSec);
  EXPECT_DOUBLE_EQ(one.clip().atSec, 9);
}

TEST(Edit, ALineNeverBeginsBeforeTheFirstPicture) {
  OneLine one;
  dub::moveClip(one.project, one.id, -5, 0);
  EXPECT_EQ(one.clip().atSec, 0);
  dub::trimStart(one.project, one.id, -1);
  EXPECT_EQ(one.clip().atSec, 0);
  EXPECT_EQ(one.clip().inSec, 1);
}

TEST(Edit, SplittingKeepsWhatIsHeard) {
  OneLine one;
  dub::setFades(one.project, one.id, 0.2, 0.3);
  const auto second = dub::splitClip(one.project, one.id, 10.5);
  ASSERT_TRUE(second);
  const dub::SpeechClip& rest = *one.project.clip(*second);
  EXPECT_DOUBLE_EQ(one.clip().endSec(), 10.5);
  EXPECT_DOUBLE_EQ(rest.atSec, 10.5);
  EXPECT_DOUBLE_EQ(rest.inSec, one.clip().outSec);
  EXPECT_DOUBLE_EQ(rest.endSec(), 12);
  EXPECT_EQ(one.clip().fadeInSec, 0.2);
  EXPECT_EQ(one.clip().fadeOutSec, 0);
  EXPECT_EQ(rest.fadeInSec, 0);
  EXPECT_EQ(rest.fadeOutSec, 0.3);
  for (const double outside : {9.0, 10.0, 10.01, 12.0, 13.0})
    EXPECT_EQ(dub::splitClip(one.project, one.id, outside), std::nullopt);
}

TEST(Edit, ClearingASpanTrimsCutsAndRemovesWhatItsVoiceSaysThere) {
  dub::Project p;
  const int take = dub::addTake(p, "/t/long.wav", 30);
  const int other = dub::addVoice(p, {2, std::nullopt});
  const int before = dub::addClip(p, take, 0, 0, 0, 10), inside = dub::addClip(p, take, 0, 12, 0, 2),
            after = dub::addClip(p, take, 0, 15, 3, 8), foreign = dub::addClip(p, take, other, 0, 0, 20);
  dub::clearSpan(p, 0, 4, 16);
  EXPECT_DOUBLE_EQ(p.clip(before)->endSec(), 4);
  EXPECT_EQ(p.clip(inside), nullptr);
  const auto rest =
      std::ranges::find_if(p.clips, [](const auto& c) { return c.voice == 0 && c.atSec == 16; });
  ASSERT_NE(rest, p.clips.end());
  EXPECT_DOUBLE_EQ(rest->inSec, 4);  // the same is heard there as before
  EXPECT_DOUBLE_EQ(rest->endSec(), 20);
  EXPECT_EQ(p.clip(after), nullptr);
  EXPECT_DOUBLE_EQ(p.clip(foreign)->seconds(), 20);
  dub::clearSpan(p, other, 5, 7, foreign);
  EXPECT_DOUBLE_EQ(p.clip(foreign)->seconds(), 20);
  dub::clearSpan(p, other, 5, 7);
  EXPECT_DOUBLE_EQ(p.clip(foreign)->endSec(), 5);
  EXPECT_TRUE(std::ranges::any_of(
      p.clips, [](const auto& c) { return c.voice == 1 && c.atSec == 7 && c.inSec == 7; }));
  EXPECT_TRUE(dub::isValid(p));
}

TEST(Edit, AnotherTakeIsSaidAtTheSamePlaceAsFarAsItIsLong) {
  OneLine one;
  dub::addAlternative(one.project, one.id, one.shortTake);
  dub::choose(one.project, one.id, one.shortTake);
  EXPECT_EQ(one.clip().take, one.shortTake);
  EXPECT_EQ(one.clip().atSec, 10);
  EXPECT_EQ(one.clip().inSec, 1);
  EXPECT_EQ(one.clip().outSec, 2);
  EXPECT_THAT(one.clip().takes, ElementsAre(one.longTake, one.shortTake));
}

TEST(Edit, AnotherTakeThatEndsBeforeThePartSaysItsOwnEnd) {
  OneLine one;
  const int late = dub::addClip(one.project, one.longTake, 0, 20, 2.5, 4);
  dub::addAlternative(one.project, late, one.shortTake);
  dub::choose(one.project, late, one.shortTake);
  EXPECT_EQ(one.project.clip(late)->inSec, 0.5);
  EXPECT_EQ(one.project.clip(late)->outSec, 2);
}

TEST(Edit, ATakeThatALineSaysCannotBeRemoved) {
  OneLine one;
  dub::addAlternative(one.project, one.id, one.shortTake);
  dub::removeTake(one.project, one.longTake);
  EXPECT_NE(one.project.take(one.longTake), nullptr);
  dub::removeTake(one.project, one.shortTake);
  EXPECT_EQ(one.project.take(one.shortTake), nullptr);
  EXPECT_THAT(one.clip().takes, ElementsAre(one.longTake));
}

TEST(Edit, FadesNeverOverlap) {
  OneLine one;
  dub::setFades(one.project, one.id, 3, 1);
  EXPECT_DOUBLE_EQ(one.clip().fadeInSec + one.clip().fadeOutSec, 2);
  dub::trimEnd(one.project, one.id, 10.5);
  EXPECT_DOUBLE_EQ(one.clip().fadeInSec + one.clip().fadeOutSec, 0.5);
}

TEST(Edit, AVoiceIsFoundByItsFaceAndLeavesWithItsLines) {
  OneLine one;
  EXPECT_EQ(dub::addVoice(one.project, {}), 0);
  const int second = dub::addVoice(one.project, {2, std::nullopt});
  EXPECT_EQ(dub::addVoice(one.project, {2, std::nullopt}), second);
  const int other = dub::addClip(one.project, one.longTake, second, 0);
  dub::removeVoice(one.project, 0);
  ASSERT_EQ(one.project.voices.size(), 1U);
  EXPECT_EQ(one.project.voices[0].face.id, 2);
  ASSERT_EQ(one.project.clips.size(), 1U);
  EXPECT_EQ(one.project.clip(other)->voice, 0);
  dub::removeVoice(one.project, 0);
  EXPECT_EQ(one.project.voices.size(), 1U);
  EXPECT_TRUE(one.project.clips.empty());
}

TEST(Edit, SnapsToTheNearestEdgeWithinReach) {
  OneLine one;
  one.project.markers = {{5, "here"}};
  one.project.inSec = 7;
  EXPECT_EQ(dub::snapped(one.project, 0.05, 0.1, 0), 0);
  EXPECT_EQ(dub::snapped(one.project, 5.05, 0.1, 0), 5);
  EXPECT_EQ(dub::snapped(one.project, 7.05, 0.1, 0), 7);
  EXPECT_EQ(dub::snapped(one.project, 10.05, 0.1, 0), 10);
  EXPECT_EQ(dub::snapped(one.project, 11.95, 0.1, 0), 12);
  EXPECT_EQ(dub::snapped(one.project, 11.95, 0.1, one.id), 11.95);
  EXPECT_EQ(dub::snapped(one.project, 11.95, 0.1, 0, 11.96), 11.96);
  EXPECT_EQ(dub::snapped(one.project, 8, 0.1, 0), 8);
}

TEST(Edit, SoundsAreThoseOfTheVoicesThatAreNotMuted) {
  OneLine one;
  dub::setGain(one.project, one.id, -6);
  const int second = dub::addVoice(one.project, {2, std::nullopt});
  dub::addClip(one.project, one.shortTake, second, 3);
  ASSERT_EQ(dub::soundsOf(one.project).size(), 2U);
  const audio::Sound expected{.file = "/t/long.wav", .atSec = 10, .inSec = 1, .outSec = 3, .gainDb = -6};
  EXPECT_THAT(dub::soundsOf(one.project, 0), ElementsAre(expected));
  one.project.voices[0].isMuted = true;
  EXPECT_TRUE(dub::soundsOf(one.project, 0).empty());
  EXPECT_EQ(dub::soundsOf(one.project).size(), 1U);
  EXPECT_TRUE(dub::soundsOf(one.project, 7).empty());
}

TEST(Edit, AProjectThatIsNotWholeIsKnown) {
  const OneLine one;
  ASSERT_TRUE(dub::isValid(one.project));
  const auto breaks = [&](const auto& change) {
    dub::Project project = one.project;
    change(project);
    return !dub::isValid(project);
  };
  using P = dub::Project;
  EXPECT_TRUE(breaks([](P& p) { p.voices.clear(); }));
  EXPECT_TRUE(breaks([](P& p) { p.nextId = 2; }));
  EXPECT_TRUE(breaks([](P& p) { p.takes[0].id = -1; }));
  EXPECT_TRUE(breaks([](P& p) { p.takes[1].id = p.takes[0].id; }));
  EXPECT_TRUE(breaks([](P& p) { p.takes[0].seconds = kNan; }));
  EXPECT_TRUE(breaks([](P& p) { p.takes[0].rating = 6; }));
  EXPECT_TRUE(breaks([](P& p) { p.takes.erase(p.takes.begin()); }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].takes.clear(); }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].takes.push_back(p.clips[0].take); }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].voice = 1; }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].atSec = 1e308; }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].outSec = 4.1; }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].outSec = p.clips[0].inSec; }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].gainDb = 25; }));
  EXPECT_TRUE(breaks([](P& p) { p.clips[0].fadeInSec = 3; }));
  EXPECT_TRUE(breaks([](P& p) { p.markers = {{-1, ""}}; }));
  EXPECT_TRUE(breaks([](P& p) { p.inSec = 3, p.outSec = 3; }));
  EXPECT_TRUE(breaks([](P& p) { p.settings.lips.strength = 9; }));
  EXPECT_TRUE(breaks([](P& p) { p.settings.originalGainDb = kNan; }));
}

// Random edits with random arguments, sensible and absurd.
class Fumbler {
 public:
  explicit Fumbler(unsigned seed) : random_(seed) {}

  void edit(dub::Project& p) {
    switch (pick(0, 13)) {
      case 0:
        dub::addTake(p, "/t/" + std::to_string(pick(0, 9)) + ".wav", time());
        break;
      case 1:
        dub::addClip(p, id(p), voice(p), time());
        break;
      case 2:
        dub::addClip(p, id(p), voice(p), time(), time(), time());
        break;
      case 3:
        dub::addAlternative(p, id(p), id(p));
        break;
      case 4:
        dub::choose(p, id(p), id(p));
        break;
      case 5:
        dub::rate(p, id(p), pick(-9, 9));
        break;
      case 6:
        dub::removeTake(p, id(p));
        break;
      case 7:
        dub::moveClip(p, id(p), time(), voice(p));
        break;
      case 8:
        dub::trimStart(p, id(p), time());
        break;
      case 9:
        dub::trimEnd(p, id(p), time());
        break;
      case 10:
        dub::splitClip(p, id(p), time());
        break;
      case 11:
        dub::setGain(p, id(p), time());
        break;
      case 12:
        dub::setFades(p, id(p), time(), time());
        break;
      default:
        rare(p);
    }
  }

 private:
  int pick(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  int id(const dub::Project& p) { return pick(-1, p.nextId); }
  int voice(const dub::Project& p) { return pick(-1, static_cast<int>(p.voices.size())); }
  double time() {
    static constexpr double kAbsurd[] = {-1e308, 1e308, kNan, 1e6, -1, 0, 0.04, 1e-9};
    if (pick(0, 9) == 0) return kAbsurd[pick(0, 7)];
    return std::uniform_real_distribution(-1.0, 12.0)(random_);
  }
  void rare(dub::Project& p) {
    switch (pick(0, 14)) {
      case 0:
        dub::removeClip(p, id(p));
        break;
      case 1:
        dub::removeVoice(p, voice(p));
        break;
      case 2:
        dub::clearSpan(p, voice(p), time(), time(), id(p));
        break;
      default:
        dub::addVoice(p, {pick(0, 5), std::nullopt});
    }
  }

  std::mt19937 random_;
};

TEST(Edit, NoSequenceOfEditsBreaksAProject) {
  std::size_t clips = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Fumbler fumbler(seed);
    dub::Project project;
    for (int i = 0; i < 400; ++i) {
      const dub::Project before = project;
      fumbler.edit(project);
      ASSERT_TRUE(dub::isValid(project)) << "seed " << seed << " edit " << i;
      ASSERT_GE(project.nextId, before.nextId);
    }
    clips += project.clips.size();
  }
  EXPECT_GT(clips, 100U);  // else little was tried
}

}  // namespace
