#include "core/dub/output_timeline.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/error.h"
#include "core/base/file.h"
#include "tests/support/temp_folder.h"

namespace {

media::FrameIndex constantRate(int frames, std::int64_t ticks, std::int64_t first = 0) {
  media::FrameIndex index;
  for (int i = 0; i < frames; ++i) index.entries.push_back({first + i * ticks, i % 12 == 0});
  return index;
}

media::VideoInfo at25(int frames) {
  media::VideoInfo info;
  info.timeBase = {1, 12800};
  info.frameRate = {25, 1};
  info.frames = frames;
  return info;
}

std::vector<int> sources(const dub::OutputTimeline& timeline) {
  std::vector<int> out;
  for (const dub::OutputFrame& s : timeline.frames) out.push_back(static_cast<int>(s.source));
  return out;
}

TEST(OutputTimeline, KeepsTheSourcesOwnTimestamps) {
  media::FrameIndex index;
  for (const int pts : {33, 66, 133, 166, 233}) index.entries.push_back({pts, false});
  media::VideoInfo info;
  info.timeBase = {1, 1000};
  info.frameRate = {20, 1};
  const dub::OutputTimeline t = dub::planTimeline({}, info, index, 0.1);
  ASSERT_EQ(t.frames.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(t.frames[i].pts, index.entries[i].pts - 33);
  EXPECT_TRUE(t.followsSource);
  EXPECT_NEAR(t.durationSec, 0.25, 1e-9);
}

TEST(OutputTimeline, RefusesSpeechThatIsLongerAndTellsByHowMuch) {
  try {
    dub::planTimeline({}, at25(50), constantRate(50, 512), 3.0);
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.problem(),
              (base::Problem{base::Fault::speechTooLong, {{"speechSec", 3.0}, {"roomSec", 2.0}}}));
  }
}

TEST(OutputTimeline, ExtendsAsTheFitSays) {
  const auto plan = [](dub::Fit fit, double speechSec) {
    dub::Job job;
    job.fit = fit;
    return dub::planTimeline(job, at25(4), constantRate(4, 512), speechSec);
  };
  EXPECT_EQ(sources(plan(dub::Fit::cut, 0.4)), (std::vector{0, 1, 2, 3}));
  EXPECT_EQ(sources(plan(dub::Fit::hold, 0.32)), (std::vector{0, 1, 2, 3, 3, 3, 3, 3}));
  EXPECT_EQ(sources(plan(dub::Fit::loop, 0.4)), (std::vector{0, 1, 2, 3, 0, 1, 2, 3, 0, 1}));
  EXPECT_EQ(sources(plan(dub::Fit::pingpong, 0.4)), (std::vector{0, 1, 2, 3, 2, 1, 0, 1, 2, 3}));
  EXPECT_EQ(sources(plan(dub::Fit::speech, 0.08)), (std::vector{0, 1}));
  EXPECT_EQ(sources(plan(dub::Fit::speech, 0.24)), (std::vector{0, 1, 2, 3, 2, 1}));
  EXPECT_EQ(sources(plan(dub::Fit::loop, 0.1)), (std::vector{0, 1, 2, 3}));
}

TEST(OutputTimeline, RunsBackwardsWithTheSourcesOwnSteps) {
  media::FrameIndex index;
  for (const int pts : {0, 10, 40}) index.entries.push_back({pts, false});
  media::VideoInfo info;
  info.timeBase = {1, 1000};
  info.frameRate = {50, 1};
  dub::Job job;
  job.fit = dub::Fit::pingpong;
  const dub::OutputTimeline t = dub::planTimeline(job, info, index, 0.115);
  EXPECT_EQ(sources(t), (std::vector{0, 1, 2, 1, 0, 1}));
  std::vector<std::int64_t> pts;
  for (const dub::OutputFrame& s : t.frames) pts.push_back(s.pts);
  EXPECT_EQ(pts, (std::vector<std::int64_t>{0, 10, 40, 70, 80, 90}));
}

TEST(OutputTimeline, HoldsAt2997WithoutDrift) {
  media::VideoInfo info;
  info.timeBase = {1, 1000};
  info.frameRate = {30000, 1001};
  media::FrameIndex index;
  for (int i = 0; i < 30; ++i) index.entries.push_back({std::llround(i * 1001.0 / 30), i == 0});
  dub::Job job;
  job.fit = dub::Fit::hold;
  const dub::OutputTimeline t = dub::planTimeline(job, info, index, 100.0);
  EXPECT_NEAR(static_cast<double>(t.frames.size()), 100.0 * 30000 / 1001, 3);
  for (std::size_t i = 1; i < t.frames.size(); ++i) EXPECT_GT(t.frames[i].pts, t.frames[i - 1].pts);
}

TEST(OutputTimeline, GivesAStillTheSpeechsLength) {
  media::VideoInfo info;
  info.isStill = true;
  info.timeBase = {1, 25};
  info.frames = 1;
  const dub::OutputTimeline t = dub::planTimeline({}, info, constantRate(1, 1), 2.0);
  EXPECT_EQ(t.frames.size(), 50u);
  EXPECT_EQ(t.frames.back().source, 0);
  EXPECT_FALSE(t.followsSource);
}

TEST(OutputTimeline, AltersOnlyTheRange) {
  dub::Job job;
  job.inSec = 0.4;
  job.outSec = 0.8;
  const dub::OutputTimeline t = dub::planTimeline(job, at25(50), constantRate(50, 512, 1024), 0.3);
  for (const dub::OutputFrame& s : t.frames)
    EXPECT_EQ(s.inRange, s.source >= 10 && s.source < 20) << s.source;
  job.inSec = 2.5;
  job.outSec.reset();
  EXPECT_THROW(dub::planTimeline(job, at25(50), constantRate(50, 512), 0.0), base::Error);
}

TEST(Job, ParsesFacesAndRefusesNonsense) {
  EXPECT_EQ(dub::parseFace("2").id, 2);
  EXPECT_EQ(dub::parseFace("auto"), dub::FaceChoice{});
  const auto place = dub::parseFace("640,360.5@1.5").place;
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->point, (base::Point{640, 360.5f}));
  EXPECT_EQ(place->seconds, 1.5);
  for (const char* bad : {"0", "-1", "two", "1.5", "1,", ",2", "1,2@", "1,2@-3", "nan,2@1", "1,2@inf", "2x"})
    EXPECT_THROW(dub::parseFace(bad), base::Error) << bad;
}

TEST(Job, RefusesWhatCannotWorkBeforeAnythingIsRead) {
  dub::Job job{.video = "a.mp4", .output = "out.mp4", .speeches = {{{}, "b.wav"}}};
  EXPECT_NO_THROW(dub::check(job));
  const auto refuses = [&](auto&& change) {
    dub::Job changed = job;
    change(changed);
    EXPECT_THROW(dub::check(changed), base::Error);
  };
  refuses([](dub::Job& j) { j.speeches.clear(); });
  refuses([](dub::Job& j) { j.inSec = std::nan(""); });
  refuses([](dub::Job& j) { j.inSec = -1; });
  refuses([](dub::Job& j) { j.inSec = 2, j.outSec = 1; });
  refuses([](dub::Job& j) { j.outSec = 1, j.fit = dub::Fit::loop; });
  refuses([](dub::Job& j) { j.output = ""; });
  refuses([](dub::Job& j) { j.output = "/no/such/folder/x.mp4"; });
  refuses([](dub::Job& j) { j.output = "/tmp"; });
  refuses([](dub::Job& j) { j.speechGainDb = std::nan(""); });
  const test_support::TempFolder folder;
  base::writeFile(folder / "same.mp4", "x");
  refuses([&](dub::Job& j) { j.video = j.output = folder / "same.mp4"; });
  refuses(
      [&](dub::Job& j) { j.speeches[0].speech = folder / "same.mp4", j.output = folder / "." / "same.mp4"; });
}

}  // namespace
