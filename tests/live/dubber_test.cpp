// Dubbed pictures of a project that is edited, with a lip model that is no network.
#include "core/live/dubber.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>
#include <set>

#include "core/base/error.h"
#include "core/dub/analyse.h"
#include "core/live/dub_plan.h"
#include "core/live/patch_cache.h"
#include "core/media/decode/video_reader.h"
#include "core/project/edit.h"
#include "core/render/render.h"
#include "tests/dub/green_mouth.h"
#include "tests/dub/made_up_faces.h"

namespace {

namespace fs = std::filesystem;
using dub::FrameState;
using media::FrameNo;
using test_support::GreenMouth;
using test_support::TempFolder;
using testing::Each;

constexpr double kSeconds = 10;
constexpr FrameNo kFrames = 250;

// What all tests dub: ten seconds with two faces; half of the tests look at one of them alone.
struct Clip {
  TempFolder folder;
  fs::path video = folder / "talk.mkv", speech = folder / "speech.wav";
  std::shared_ptr<const face::Analysis> oneFace = test_support::makeFaces(1, kFrames),
                                        twoFaces = test_support::makeFaces(2, kFrames);
  Clip() {
    test_support::makePictures(video, kFrames);
    test_support::makeSpeech(speech, kSeconds);
  }
};

const Clip& clip() {
  static const Clip made;
  return made;
}

// Remembers which pictures it painted.
class CountingMouth : public GreenMouth {
 public:
  struct Notes {
    std::string calls;
    std::mutex mutex;
    std::multiset<FrameNo> painted;  // by mutex
    std::vector<std::size_t> groups;
    std::size_t batch = 1;
    std::function<void()> onSpeak;
    std::multiset<FrameNo> take() {
      const std::lock_guard lock(mutex);
      calls.clear();
      groups.clear();
      return std::exchange(painted, {});
    }
  };
  explicit CountingMouth(Notes& notes) : GreenMouth(notes.calls), notes_(notes) {}
  void setSpeech(const speech::Speech& speech, std::span<const dub::Cue> cues,
                 std::stop_token stop) override {
    GreenMouth::setSpeech(speech, cues, stop);
    cues_.assign(cues.begin(), cues.end());
  }
  std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
    if (notes_.onSpeak) notes_.onSpeak();
    {
      const std::lock_guard lock(notes_.mutex);
      notes_.groups.push_back(requests.size());
      for (const dub::PaintRequest& request : requests) notes_.painted.insert(cues_.at(request.cue).frame);
    }
    return GreenMouth::paint(requests);
  }
  std::size_t batch() const override { return notes_.batch; }

 private:
  Notes& notes_;
  std::vector<dub::Cue> cues_;
};

// A project of two lines, at 1 and at 7 seconds, being dubbed.
class Dubbing : public testing::Test {
 protected:
  Dubbing() {
    project.video = clip().video;
    take = dub::addTake(project, clip().speech, kSeconds);
    early = dub::addClip(project, take, 0, 1, 0, 1.5);
    late = dub::addClip(project, take, 0, 7, 0, 1.5);
  }

  dub::DubPlan plan() const { return *dub::planDub(project, pictures, faces, {}); }
  std::multiset<FrameNo> dubAll() {
    notes.take();
    EXPECT_EQ(dubber.dub(plan(), 0, kFrames - 1, 0, {}, {}, {}), base::Outcome::done);
    return notes.take();
  }
  std::vector<FrameState> now(const std::vector<FrameState>& previous = {}) const {
    return dub::states(plan(), *cache, previous);
  }
  static std::vector<FrameState> part(const std::vector<FrameState>& all, double from, double to) {
    return {all.begin() + std::lround(from * 25), all.begin() + std::lround(to * 25)};
  }
  static std::size_t count(const std::vector<FrameState>& all, FrameState state) {
    return static_cast<std::size_t>(std::ranges::count(all, state));
  }

  TempFolder folder;
  std::shared_ptr<const media::ClipIndex> pictures = media::indexClip(clip().video);
  std::shared_ptr<const face::Analysis> faces = clip().oneFace;
  dub::Project project;
  int take = 0, early = 0, late = 0;
  CountingMouth::Notes notes;
  std::shared_ptr<dub::PatchCache> cache =
      std::make_shared<dub::PatchCache>(folder.path(), 256u << 20, 512u << 20);
  dub::Dubber dubber{
      [this](const std::string&, const dub::LipSettings&) { return std::make_unique<CountingMouth>(notes); },
      cache};
};

TEST_F(Dubbing, AProjectWithoutAVideoOrLinesHasNothingToDub) {
  EXPECT_EQ(dub::planDub({}, nullptr, nullptr, {})->frames, 0);
  project.clips.clear();
  EXPECT_TRUE(plan().lines.empty());
  EXPECT_EQ(plan().frames, kFrames);
  EXPECT_THAT(now(), Each(FrameState::untouched));
  EXPECT_TRUE(dubAll().empty());
  EXPECT_EQ(dub::planDub(project, pictures, nullptr, {})->frames, kFrames);
}

TEST_F(Dubbing, AMouthThatIsShutInSilenceMovesInEveryPicture) {
  EXPECT_THAT(now(), Each(FrameState::todo));
  EXPECT_EQ(dubAll().size(), static_cast<std::size_t>(kFrames));
  EXPECT_THAT(now(), Each(FrameState::done));
  EXPECT_TRUE(dubAll().empty());
}

TEST_F(Dubbing, WhereTheOriginalMouthIsKeptOnlyLinesMoveIt) {
  for (const bool isMixed : {false, true}) {
    project.settings.silence = isMixed ? dub::Silence::close : dub::Silence::keep;
    project.settings.mix = isMixed ? media::Mix::duck : media::Mix::replace;
    const auto all = now();
    EXPECT_THAT(part(all, 3.2, 6.5), Each(FrameState::untouched));
    EXPECT_THAT(part(all, 9.2, kSeconds), Each(FrameState::untouched));
    EXPECT_GT(count(part(all, 1, 2.5), FrameState::todo), 25U);
    EXPECT_GT(count(part(all, 7, 8.5), FrameState::todo), 25U);
  }
}

TEST_F(Dubbing, AMutedVoiceMovesNothing) {
  project.voices[0].isMuted = true;
  EXPECT_THAT(now(), Each(FrameState::untouched));
}

TEST_F(Dubbing, ARangeLimitsTheLipsOnlyWhereItLimitsTheExport) {
  project.inSec = 2;
  project.outSec = 4;
  EXPECT_THAT(now(), Each(FrameState::todo));
  project.exporting.rangeOnly = true;
  EXPECT_EQ(count(now(), FrameState::todo), 50U);
  EXPECT_THAT(part(now(), 2, 4), Each(FrameState::todo));
}

TEST_F(Dubbing, AnEditPaintsOnlyThePicturesAroundItsLine) {
  dubAll();
  dub::setGain(project, late, -9);
  const auto painted = dubAll();
  ASSERT_GT(painted.size(), 30U);
  EXPECT_GE(*painted.begin(), (7 - 1.1) * 25);
  EXPECT_LE(*painted.rbegin(), (8.5 + 1.1) * 25);
}

TEST_F(Dubbing, TheModelLearnsTheFaceOnceAndHearsEverySpeech) {
  dubber.dub(plan(), 0, 5, 0, {}, {}, {});
  EXPECT_EQ(notes.calls, "study 250;listen 250;");
  dubber.dub(plan(), 0, 15, 0, {}, {}, {});
  EXPECT_EQ(notes.calls, "study 250;listen 250;");
  dub::setGain(project, early, -9);
  dubber.dub(plan(), 0, kFrames, 0, {}, {}, {});
  EXPECT_EQ(notes.calls, "study 250;listen 250;listen 250;");
  project.settings.lips.strength = 0.5f;
  dubber.dub(plan(), 0, 5, 0, {}, {}, {});
  EXPECT_EQ(notes.calls, "study 250;listen 250;listen 250;study 250;listen 250;");
  dubber.forget();
  dubber.dub(plan(), 0, 15, 0, {}, {}, {});
  EXPECT_EQ(notes.calls, "study 250;listen 250;listen 250;study 250;listen 250;study 250;listen 250;");
}

TEST_F(Dubbing, ALineThatMovesLeavesAnOldPlaceAndHasANewOneToDo) {
  project.settings.silence = dub::Silence::keep;
  dubAll();
  const auto before = now();
  dub::moveClip(project, late, 4, 0);
  const auto after = now(before);
  EXPECT_GT(count(part(after, 4, 5.5), FrameState::todo), 25U);
  EXPECT_THAT(part(after, 7, 8.5), Each(FrameState::untouched));
  EXPECT_EQ(part(after, 0, 2), part(before, 0, 2));

  project.settings.silence = dub::Silence::close;  // now all have a mouth
  dubAll();
  const auto shut = now();
  dub::moveClip(project, late, 7, 0);
  EXPECT_THAT(part(now(shut), 4.1, 5.4), Each(FrameState::stale));
}

TEST_F(Dubbing, OtherSettingsMakeEveryPictureStaleAndUndoFindsThemDone) {
  dubAll();
  const auto before = now();
  const dub::DubSettings settings = project.settings;
  project.settings.lips.strength = 0.7f;
  EXPECT_THAT(now(before), Each(FrameState::stale));
  project.settings = settings;
  project.settings.model = "other";
  EXPECT_THAT(now(before), Each(FrameState::stale));
  dubAll();
  project.settings = settings;
  EXPECT_THAT(now(), Each(FrameState::done));
  EXPECT_TRUE(dubAll().empty());
  project.settings.colorMatch = !settings.colorMatch;  // matched when shown
  EXPECT_THAT(now(), Each(FrameState::done));
}

TEST_F(Dubbing, AnotherRunFindsWhatOneHasPainted) {
  dubAll();
  cache = std::make_shared<dub::PatchCache>(folder.path(), 1u << 20, 512u << 20);
  EXPECT_THAT(now(), Each(FrameState::done));
  media::VideoReader reader(pictures);
  EXPECT_TRUE(dub::composed(plan(), *cache, 100, reader.at(100)).has_value());
}

TEST_F(Dubbing, ThePicturesAfterTheOneThatIsLookedAtComeFirst) {
  std::vector<FrameNo> order;
  dubber.dub(plan(), 50, 99, 80, {}, [&](FrameNo n) { order.push_back(n); }, {});
  ASSERT_EQ(order.size(), 50U);
  EXPECT_EQ(order.front(), 80);
  EXPECT_EQ(order[19], 99);
  EXPECT_EQ(order[20], 50);
  EXPECT_EQ(order.back(), 79);
}

TEST_F(Dubbing, APictureIsReportedWhenItIsThere) {
  const dub::DubPlan all = plan();
  std::int64_t last = 0;
  dubber.dub(
      all, 0, 30, 0,
      [&](const base::Progress& p) {
        if (p.stage == base::Stage::dub) last = p.done;
      },
      [&](FrameNo n) {
        EXPECT_EQ(dub::states(all, *cache, {})[static_cast<std::size_t>(n)], FrameState::done);
      },
      {});
  EXPECT_EQ(last, 31);
}

TEST_F(Dubbing, PicturesInARowArePaintedTogether) {
  notes.batch = 8;
  dubber.dub(plan(), 0, 19, 10, {}, {}, {});
  std::ranges::sort(notes.groups);
  EXPECT_THAT(notes.groups, testing::ElementsAre(2, 2, 8, 8));  // 10..19 and then 0..9
}

TEST_F(Dubbing, StoppingKeepsWhatIsPainted) {
  std::stop_source stop;
  int seen = 0;
  const auto stopAtTen = [&](FrameNo) {
    if (++seen == 10) stop.request_stop();
  };
  EXPECT_EQ(dubber.dub(plan(), 0, kFrames, 0, {}, stopAtTen, stop.get_token()), base::Outcome::cancelled);
  EXPECT_EQ(count(now(), FrameState::done), 10U);
  EXPECT_EQ(dubAll().size(), static_cast<std::size_t>(kFrames) - 10);
}

TEST_F(Dubbing, AStopWhileTheModelLearnsPaintsNothing) {
  for (const base::Stage stage : {base::Stage::learnFace, base::Stage::setSpeech}) {
    dubber.forget();
    std::stop_source stop;
    const auto onProgress = [&](const base::Progress& p) {
      if (p.stage == stage) stop.request_stop();
    };
    EXPECT_EQ(dubber.dub(plan(), 0, 5, 0, onProgress, {}, stop.get_token()), base::Outcome::cancelled);
    EXPECT_TRUE(notes.take().empty()) << base::name(stage);
  }
  EXPECT_EQ(dubAll().size(), static_cast<std::size_t>(kFrames));
}

TEST_F(Dubbing, AFailingModelIsOneErrorAndTheNextCallGoesOn) {
  notes.onSpeak = [&] {
    const std::lock_guard lock(notes.mutex);
    if (notes.painted.size() >= 20) throw base::Error(base::Fault::defect, {}, {}, "no mouth today");
  };
  EXPECT_THROW(dubber.dub(plan(), 0, kFrames, 0, {}, {}, {}), base::Error);
  const std::size_t done = count(now(), FrameState::done);
  notes.onSpeak = nullptr;
  EXPECT_EQ(dubAll().size(), static_cast<std::size_t>(kFrames) - done);
}

TEST_F(Dubbing, TwoVoicesMoveTwoFaces) {
  faces = clip().twoFaces;
  project.voices = {{{1, std::nullopt}}, {{2, std::nullopt}}};
  dub::moveClip(project, late, 7, 1);
  EXPECT_EQ(plan().lines.size(), 2U);
  EXPECT_EQ(dubAll().size(), 2 * static_cast<std::size_t>(kFrames));
  dub::setGain(project, late, -9);
  const auto painted = dubAll();
  EXPECT_GT(painted.size(), 20U);
  EXPECT_EQ(std::set<FrameNo>(painted.begin(), painted.end()).size(), painted.size()) << "one face alone";
}

TEST_F(Dubbing, AVoiceWithoutAFaceIsANote) {
  project.voices.push_back({{3, std::nullopt}});
  project.voices.push_back({{1, std::nullopt}});
  dub::addClip(project, take, 1, 3, 0, 1);
  dub::addClip(project, take, 2, 3, 0, 1);
  const dub::DubPlan all = plan();
  EXPECT_EQ(all.lines.size(), 1U);
  ASSERT_EQ(all.notes.size(), 2U);
  EXPECT_EQ(all.notes[0], (dub::DubPlan::Note{1, {base::Fault::faceUnknown, {{"face", 3}, {"known", "1"}}}}));
  EXPECT_EQ(all.notes[1], (dub::DubPlan::Note{2, {base::Fault::faceTaken, {{"voice", 1}}}}));
}

TEST_F(Dubbing, ATakeThatIsGoneIsANoteAndSilent) {
  project.takes[0].file = folder / "gone.wav";
  ASSERT_EQ(plan().notes.size(), 2U);
  EXPECT_EQ(plan().notes[0],
            (dub::DubPlan::Note{0, {.fault = base::Fault::fileMissing, .path = folder / "gone.wav"}}));
  EXPECT_EQ(plan().notes[1], (dub::DubPlan::Note{0, {base::Fault::linesSilent}}));
}

TEST_F(Dubbing, WhatNoMouthDependsOnCostsNothing) {
  const dub::DubPlan first = plan();
  project.markers.push_back({3, "here"});
  dub::rate(project, take, 4);
  project.settings.colorMatch = !project.settings.colorMatch;
  project.settings.originalGainDb = -6;
  const auto second = dub::planDub(project, pictures, faces, {}, &first);
  EXPECT_EQ(second->timeline, first.timeline);
  EXPECT_EQ(second->lines.at(0).input, first.lines.at(0).input);
}

TEST_F(Dubbing, AnEditPlansItsOwnVoiceAnew) {
  faces = clip().twoFaces;
  project.voices = {{{1, std::nullopt}}, {{2, std::nullopt}}};
  dub::moveClip(project, late, 7, 1);
  const dub::DubPlan first = plan();
  dub::setGain(project, late, -9);
  const auto second = dub::planDub(project, pictures, faces, {}, &first);
  EXPECT_EQ(second->lines.at(0).input, first.lines.at(0).input);
  EXPECT_NE(second->lines.at(1).input->sound, first.lines.at(1).input->sound);
  dub::setGain(project, late, 0);
  std::swap(project.voices[0], project.voices[1]);  // other faces say the same words
  const auto swapped = dub::planDub(project, pictures, faces, {}, &first);
  EXPECT_EQ(swapped->lines.at(0).input->sound, first.lines.at(0).input->sound);
  EXPECT_NE(swapped->lines.at(0).input->keys, first.lines.at(0).input->keys);
}

TEST_F(Dubbing, APlanFromTheOneBeforeIsTheSameAsANewOne) {
  faces = clip().twoFaces;
  project.voices = {{{1, std::nullopt}}, {{2, std::nullopt}}};
  dub::DubPlan last = plan();
  const std::vector<std::function<void()>> edits{[&] { dub::moveClip(project, late, 6.5, 1); },
                                                 [&] { project.settings.lips.strength = 0.5f; },
                                                 [&] { project.settings.silence = dub::Silence::keep; },
                                                 [&] { project.exporting.rangeOnly = true; },
                                                 [&] { project.inSec = 2; },
                                                 [&] { dub::removeClip(project, early); },
                                                 [&] { dub::addClip(project, take, 0, 4, 0, 1); },
                                                 [&] { std::swap(project.voices[0], project.voices[1]); },
                                                 [&] { dub::removeVoice(project, 0); }};
  for (std::size_t i = 0; i < edits.size(); ++i) {
    edits[i]();
    last = *dub::planDub(project, pictures, faces, {}, &last);
    const dub::DubPlan anew = plan();
    ASSERT_EQ(last.lines.size(), anew.lines.size()) << i;
    for (std::size_t line = 0; line < anew.lines.size(); ++line) {
      EXPECT_EQ(last.lines[line].track, anew.lines[line].track) << i;
      EXPECT_EQ(last.lines[line].input->keys, anew.lines[line].input->keys) << i;
      EXPECT_EQ(last.lines[line].input->speechKey, anew.lines[line].input->speechKey) << i;
    }
    EXPECT_EQ(last.notes, anew.notes) << i;
  }
}

TEST_F(Dubbing, AnotherMaskMakesEveryPictureStale) {
  dubAll();
  const auto before = now();
  project.settings.lips.mask.size = 1.5f;
  EXPECT_THAT(now(before), Each(FrameState::stale));
  project.settings.lips.mask = {.size = 1.0f, .feather = 2.0f};
  EXPECT_THAT(now(before), Each(FrameState::stale));
  EXPECT_EQ(dubAll().size(), static_cast<std::size_t>(kFrames));
}

TEST_F(Dubbing, AModelOfTheSameNameWithOtherWeightsPaintsAnew) {
  const auto planWith = [&](const char* weights) {
    return *dub::planDub(project, pictures, faces, {}, nullptr, weights);
  };
  dubber.dub(planWith("first"), 0, kFrames, 0, {}, {}, {});
  EXPECT_THAT(dub::states(planWith("first"), *cache, {}), Each(FrameState::done));
  EXPECT_THAT(dub::states(planWith("second"), *cache, {}), Each(FrameState::todo));
  notes.take();
  dubber.dub(planWith("second"), 0, 5, 0, {}, {}, {});
  EXPECT_EQ(notes.calls, "study 250;listen 250;");
}

TEST_F(Dubbing, ATakeThatIsWrittenAgainUnderItsNameIsHeardAnew) {
  const fs::path file = folder / "take.wav";
  fs::copy_file(clip().speech, file);
  project.takes[0].file = file;
  const dub::DubPlan first = plan();
  test_support::makeSpeech(file, kSeconds / 2);
  const auto second = dub::planDub(project, pictures, faces, {}, &first);
  EXPECT_NE(second->lines.at(0).input->sound, first.lines.at(0).input->sound);
}

TEST_F(Dubbing, AStoppedPlanIsNone) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(dub::planDub(project, pictures, faces, stop.get_token()).has_value());
}

bool isSamePicture(const media::Frame& a, const media::Frame& b) {
  for (int p = 0; p < a.planes(); ++p) {
    const media::PlaneView x = a.plane(p), y = b.plane(p);
    for (int row = 0; row < x.height; ++row)
      if (std::memcmp(x.data + row * x.stride, y.data + row * y.stride,
                      static_cast<std::size_t>(x.width * x.bytes)) != 0)
        return false;
  }
  return true;
}

TEST_F(Dubbing, WhatIsShownIsWhatARenderWrites) {
  const auto talk =
      sample::makeSample({.seconds = 2, .width = 320, .height = 240}, folder / "talk");  // a face to be found
  pictures = media::indexClip(talk.video);
  faces = std::make_shared<face::Analysis>(*dub::analyse(pictures, {.cache = {}}, {}, {}));
  project = {.video = talk.video};
  dub::addClip(project, dub::addTake(project, talk.speech, 2), 0, 0);
  dubAll();
  dub::RenderOptions options{
      .makeModel = [this](const std::string&,
                          const dub::LipSettings&) { return std::make_unique<CountingMouth>(notes); },
      .verify = false};
  options.analyse.cache.clear();
  dub::Job job{.video = talk.video, .output = folder / "out.mkv", .speeches = {{{}, talk.speech}}};
  job.encode.codec = "ffv1";
  job.fit = dub::Fit::cut;
  ASSERT_TRUE(dub::render(job, options, {}, {}));
  const dub::DubPlan all = plan();
  media::VideoReader source(pictures), rendered(media::indexClip(job.output));
  ASSERT_EQ(all.frames, 50);
  for (FrameNo n = 0; n < all.frames; ++n) {
    const media::Frame before = source.at(n);
    const auto shown = dub::composed(all, *cache, n, before);
    ASSERT_TRUE(shown) << n;
    EXPECT_TRUE(isSamePicture(*shown, rendered.at(n))) << n;
    EXPECT_FALSE(isSamePicture(*shown, before)) << n;
  }
}

TEST_F(Dubbing, NothingIsComposedWhereNothingIsPainted) {
  media::VideoReader reader(pictures);
  const media::Frame frame = reader.at(3);
  EXPECT_FALSE(dub::composed(plan(), *cache, 3, frame).has_value());
  EXPECT_FALSE(dub::composed(plan(), *cache, -1, frame).has_value());
  EXPECT_FALSE(dub::composed(plan(), *cache, kFrames, frame).has_value());
}

}  // namespace
