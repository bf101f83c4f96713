#include "ui/record/record_session.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <algorithm>
#include <fstream>

#include "core/media/encode/wave_file.h"
#include "core/project/edit.h"
#include "core/project/project_validation.h"
#include "tests/ui/record_stage.h"
#include "ui/record/count_in.h"
#include "ui/record/take_files.h"

namespace {

namespace fs = std::filesystem;
using record_stage::heardAt;
using record_stage::kRate;
using record_stage::Stage;
using ui::RecordState;

constexpr double kMs = kRate / 1000.0;  // samples

void setRange(Stage& stage, std::optional<double> inSec, std::optional<double> outSec) {
  stage.document.edit("Range", [&](dub::Project& project) {
    project.inSec = inSec;
    project.outSec = outSec;
  });
}

std::size_t filesIn(const fs::path& folder) {
  std::size_t files = 0;
  if (fs::exists(folder))
    for (const auto& entry : fs::directory_iterator(folder)) files += entry.is_regular_file() ? 1 : 0;
  return files;
}

TEST(RecordSession, ATakeHasAtThePunchInWhatWasSaidThen) {
  Stage stage;
  setRange(stage, 3, 5);
  QSignalSpy recorded(stage.session.get(), &ui::RecordSession::takeRecorded);
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());  // ends by itself at the out point
  const dub::Project& project = stage.document.project();
  ASSERT_EQ(project.clips.size(), 1u);
  const dub::SpeechClip& line = project.clips[0];
  EXPECT_DOUBLE_EQ(line.atSec, 3);
  EXPECT_NEAR(line.endSec(), 5, 0.001);
  EXPECT_EQ(recorded.at(0).at(0).toInt(), line.id);
  EXPECT_NEAR(double(heardAt(project, 3)), stage.sampleAt(3), kMs);
  EXPECT_NEAR(double(heardAt(project, 4.9)), stage.sampleAt(4.9), kMs);
  EXPECT_TRUE(dub::isValid(project));
  EXPECT_EQ(project.takes[0].file.parent_path(), stage.folder / "takes");
  EXPECT_EQ(project.takes[0].file.filename().string().rfind("take talk 20", 0), 0u);
  EXPECT_EQ(project.takes[0].recorded.size(), std::string("2026-11-27 14:03:22").size());
  EXPECT_GT(line.inSec, 1.5) << "what came before the punch-in is in the file, too";
}

TEST(RecordSession, ItDoesNotRecordWhileTheFilmStandsAndWaitsForItsSound) {
  Stage stage;
  stage.playback.startsAfterSec = 2;
  ASSERT_TRUE(stage.record());
  EXPECT_GT(stage.playback.position()->seconds, 0);
}

TEST(RecordSession, LatencyMovesTheTakeEarlier) {
  Stage stage;
  setRange(stage, 3, 4);
  auto settings = stage.session->settings();
  settings.latencyMs = 40;
  stage.session->setSettings(settings);
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());
  EXPECT_NEAR(double(heardAt(stage.document.project(), 3)), stage.sampleAt(3) + 40 * kMs, kMs);
  EXPECT_NEAR(stage.document.project().clips.at(0).endSec(), 4, 0.001) << "the end came later by as much";
}

TEST(RecordSession, ThreeBeepsAreHeardOverTheFilmBeforeThePunchIn) {
  Stage stage;
  setRange(stage, 3, 4);
  QSignalSpy counted(stage.session.get(), &ui::RecordSession::countdown);
  ASSERT_TRUE(stage.record());
  EXPECT_NEAR(stage.playback.fromSec, 3 - ui::kCountInSec, 1e-9);
  ASSERT_EQ(stage.extra.size(), 1u);
  EXPECT_NEAR(stage.extra[0].atSec, 3 - ui::kCountInSec, 1e-9);
  EXPECT_EQ(stage.guide, true);
  const std::vector<float> sound = record_stage::soundOf(stage.extra[0].file);
  for (int beat = 0; beat < ui::kBeats; ++beat) {
    const auto at = std::size_t(beat * ui::kBeatSec * kRate);
    EXPECT_GT(*std::max_element(&sound[at], &sound[at + kRate / 10]), 0.2F);
    EXPECT_EQ(*std::max_element(&sound[at + kRate / 5], &sound[at + kRate / 2]), 0);
  }
  ASSERT_EQ(counted.count(), 4);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(counted.at(i).at(0).toInt(), 3 - i);
}

TEST(RecordSession, WithoutFilmBeforeThePunchInTheCountComesFirst) {
  Stage stage;
  setRange(stage, 0.5, 2);
  QSignalSpy counted(stage.session.get(), &ui::RecordSession::countdown);
  const auto before = stage.playback.time;
  ASSERT_TRUE(stage.record());
  EXPECT_DOUBLE_EQ(stage.playback.fromSec, 0.5);
  EXPECT_GE(stage.playback.playedAt - before, std::chrono::milliseconds(1800));
  EXPECT_EQ(counted.count(), 4);
  ASSERT_TRUE(stage.finish());
  EXPECT_NEAR(double(heardAt(stage.document.project(), 0.5)), stage.sampleAt(0.5), kMs);
}

TEST(RecordSession, WithoutCountInItBeginsAtOnce) {
  Stage stage;
  setRange(stage, 3, 4);
  stage.session->setSettings({.countIn = false, .guide = false, .folder = stage.folder / "takes"});
  QSignalSpy counted(stage.session.get(), &ui::RecordSession::countdown);
  ASSERT_TRUE(stage.record());
  EXPECT_DOUBLE_EQ(stage.playback.fromSec, 3);
  EXPECT_TRUE(stage.extra.empty());
  EXPECT_EQ(stage.guide, false);
  EXPECT_EQ(counted.count(), 0);
  ASSERT_TRUE(stage.finish());
  EXPECT_NEAR(double(heardAt(stage.document.project(), 3)), stage.sampleAt(3), kMs);
}

TEST(RecordSession, WithoutARangeItGoesFromThePlayheadUntilStopped) {
  Stage stage;
  stage.playback.playhead = 6;
  ASSERT_TRUE(stage.record());
  stage.advance(1.5);
  stage.session->stop();
  ASSERT_TRUE(stage.finish());
  const dub::SpeechClip& line = stage.document.project().clips.at(0);
  EXPECT_DOUBLE_EQ(line.atSec, 6);
  EXPECT_NEAR(line.seconds(), 1.5, 0.05);
}

TEST(RecordSession, TheEndOfTheClipEndsTheTake) {
  Stage stage;
  stage.playback.playhead = 18.5;
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());
  EXPECT_NEAR(stage.document.project().clips.at(0).endSec(), 20, 0.03);
}

TEST(RecordSession, UndoTakesTheLineAndItsTakeBackInOneStep) {
  Stage stage;
  setRange(stage, 3, 4);
  const dub::Project before = stage.document.project();
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());
  stage.document.history().undo();
  EXPECT_EQ(stage.document.project(), before);
  stage.document.history().redo();
  EXPECT_EQ(stage.document.project().clips.size(), 1u);
}

TEST(RecordSession, ALineThatIsRecordedAgainGetsAnotherTakeAtTheSamePlace) {
  Stage stage;
  setRange(stage, 3, 4);
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());
  const auto first = stage.sampleAt(3.5);
  stage.playback.startsAfterSec = 0.03;
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());
  dub::Project project = stage.document.project();
  ASSERT_EQ(project.clips.size(), 1u);
  const dub::SpeechClip& line = project.clips[0];
  ASSERT_EQ(line.takes.size(), 2u);
  EXPECT_EQ(line.take, line.takes[1]);
  EXPECT_NEAR(line.atSec, 3, 1e-6);
  EXPECT_NEAR(line.endSec(), 4, 0.001);
  EXPECT_NEAR(double(heardAt(project, 3.5)), stage.sampleAt(3.5), kMs);
  dub::choose(project, line.id, line.takes[0]);
  EXPECT_NEAR(double(heardAt(project, 3.5)), first, kMs) << "the older take is still in time";
  EXPECT_TRUE(dub::isValid(project));
  EXPECT_EQ(filesIn(stage.folder / "takes"), 2u);
  EXPECT_EQ(filesIn(stage.folder / "takes" / "unfinished"), 0u);
}

TEST(RecordSession, AnotherVoiceGetsALineOfItsOwn) {
  Stage stage;
  stage.document.edit("Voice", [](dub::Project& project) { project.voices.emplace_back(); });
  setRange(stage, 3, 4);
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());
  stage.session->setVoice(1);
  ASSERT_TRUE(stage.record());
  ASSERT_TRUE(stage.finish());
  ASSERT_EQ(stage.document.project().clips.size(), 2u);
  EXPECT_EQ(stage.document.project().clips[1].voice, 1);
}

TEST(RecordSession, LoopedEachRoundBecomesATakeOfTheSameLine) {
  Stage stage;
  setRange(stage, 3, 4);
  auto settings = stage.session->settings();
  settings.loop = true;
  stage.session->setSettings(settings);
  ASSERT_TRUE(stage.record());
  stage.advance(3.2);  // three rounds and the beginning of a fourth
  stage.session->stop();
  ASSERT_TRUE(stage.finish());
  const dub::Project& project = stage.document.project();
  ASSERT_EQ(project.clips.size(), 1u);
  const dub::SpeechClip& line = project.clips[0];
  ASSERT_EQ(line.takes.size(), 3u);
  EXPECT_EQ(line.take, line.takes[2]) << "the last one that was not broken off";
  EXPECT_NEAR(line.endSec(), 4, 0.03);
  for (int round = 0; round < 3; ++round)
    EXPECT_NEAR(double(heardAt(project, 3.5, line.takes[std::size_t(round)])),
                stage.sampleAt(3.5) + round * kRate, kMs);
  EXPECT_EQ(filesIn(stage.folder / "takes"), 3u);
  stage.document.history().undo();
  EXPECT_TRUE(stage.document.project().takes.empty());
}

TEST(RecordSession, AnUnpluggedMicrophoneLeavesTheTakeSoFarAndSaysSo) {
  Stage stage;
  setRange(stage, 3, 9);
  QSignalSpy failed(stage.session.get(), &ui::RecordSession::failed);
  ASSERT_TRUE(stage.record());
  stage.advance(2);
  stage.unplug();
  ASSERT_TRUE(stage.finish());
  ASSERT_EQ(failed.count(), 1);
  EXPECT_TRUE(failed.at(0).at(0).toString().contains("unplugged"))
      << qPrintable(failed.at(0).at(0).toString());
  const dub::Project& project = stage.document.project();
  ASSERT_EQ(project.clips.size(), 1u);
  EXPECT_NEAR(project.clips[0].seconds(), 2, 0.1);
  EXPECT_NEAR(double(heardAt(project, 3)), stage.sampleAt(3), kMs);
}

TEST(RecordSession, WithoutAMicrophoneItSaysWhy) {
  Stage stage;
  stage.hasMicrophone = false;
  setRange(stage, 3, 4);
  QSignalSpy failed(stage.session.get(), &ui::RecordSession::failed);
  stage.session->start();
  ASSERT_TRUE(failed.wait());
  EXPECT_TRUE(failed.at(0).at(0).toString().contains("plug one in"));
  EXPECT_EQ(failed.at(0).at(1).toString(), "preferences");
  EXPECT_EQ(stage.session->state(), RecordState::idle);
  EXPECT_TRUE(stage.document.project().takes.empty());
}

TEST(RecordSession, StoppedBeforeThePunchInNothingIsKept) {
  Stage stage;
  setRange(stage, 3, 4);
  QSignalSpy failed(stage.session.get(), &ui::RecordSession::failed);
  ASSERT_TRUE(stage.record());
  stage.session->cancel();
  ASSERT_TRUE(stage.finish());
  EXPECT_TRUE(stage.document.project().takes.empty());
  EXPECT_EQ(filesIn(stage.folder / "takes") + filesIn(stage.folder / "takes" / "unfinished"), 0u);
  EXPECT_EQ(failed.count(), 0);
}

TEST(RecordSession, AnotherVideoDoesNotGetTheTakeButItIsKept) {
  Stage stage;
  setRange(stage, 3, 9);
  QSignalSpy failed(stage.session.get(), &ui::RecordSession::failed);
  ASSERT_TRUE(stage.record());
  stage.advance(1);
  dub::Project other;
  other.video = "/films/other.mp4";
  stage.document.reset(other, {});
  ASSERT_TRUE(stage.finish());
  EXPECT_EQ(stage.document.project(), other);
  EXPECT_EQ(filesIn(stage.folder / "takes"), 1u);
  ASSERT_EQ(failed.count(), 1);
  EXPECT_TRUE(failed.at(0).at(0).toString().contains("take talk"));
}

TEST(RecordSession, WhatIsRecordedIsDrawnFromThePunchInOn) {
  Stage stage;
  setRange(stage, 3, 9);
  double at = 0;
  std::size_t peaks = 0;
  QObject::connect(stage.session.get(), &ui::RecordSession::recordingGrew,
                   [&](double atSec, const std::vector<audio::WaveformPeaks::Peak>& outline) {
                     at = atSec;
                     peaks = outline.size();
                   });
  ASSERT_TRUE(stage.record());
  stage.advance(2);
  stage.settle();
  stage.session->stop();
  ASSERT_TRUE(stage.finish());
  EXPECT_DOUBLE_EQ(at, 3);
  EXPECT_GT(peaks, 100u);
  EXPECT_LT(peaks, 215u);
}

TEST(RecordSession, SaysWhatIsInTheWay) {
  Stage stage;
  EXPECT_TRUE(stage.session->obstacle().isEmpty());
  stage.playback.playhead = 19.95;
  EXPECT_TRUE(stage.session->obstacle().contains("playhead"));
  setRange(stage, 3, 3.1);
  EXPECT_TRUE(stage.session->obstacle().contains("in and out"));
  stage.playback.clipSeconds = 0;
  EXPECT_TRUE(stage.session->obstacle().contains("video"));
  QSignalSpy failed(stage.session.get(), &ui::RecordSession::failed);
  stage.session->start();
  EXPECT_EQ(failed.count(), 1);
  EXPECT_EQ(stage.session->state(), RecordState::idle);
}

TEST(RecordSession, ListensForTheMeterWithoutRecording) {
  Stage stage;
  QSignalSpy level(stage.session.get(), &ui::RecordSession::levelChanged);
  stage.session->setListening(true);
  ASSERT_TRUE(level.wait());
  EXPECT_EQ(stage.session->state(), RecordState::idle);
  EXPECT_EQ(filesIn(stage.folder / "takes"), 0u);
}

// A crash: the file was written, its header tells no length yet, and nobody made a take of it.
TEST(RecoveredTakes, AreThoseThatWereBeingRecordedAndCanBeRead) {
  Stage stage;
  setRange(stage, 3, 9);
  ASSERT_TRUE(stage.record());
  stage.advance(1);
  stage.unplug();  // all that came is on disk
  const fs::path folder = stage.folder / "takes";
  stage.session.reset();  // the program ends before the take is saved
  ASSERT_EQ(filesIn(folder / "unfinished"), 1u);
  const fs::path broken = fs::directory_iterator(folder / "unfinished")->path();
  std::fstream(broken, std::ios::in | std::ios::out | std::ios::binary).seekp(54).write("\0\0\0\0", 4);
  const std::vector<fs::path> takes = ui::recoveredTakes(folder);
  ASSERT_EQ(takes.size(), 1u);
  EXPECT_EQ(takes[0].parent_path(), folder);
  EXPECT_GT(record_stage::soundOf(takes[0]).size(), std::size_t(2.5 * kRate));
  EXPECT_TRUE(ui::recoveredTakes(folder).empty()) << "finished takes are not offered again";
}

TEST(AddTakes, WhatIsRecordedOverGivesWay) {
  dub::Project project;
  const int line = dub::addClip(project, dub::addTake(project, "/old.wav", 10), 0, 0);
  const ui::Recording recording{
      .file = "/new.wav", .rate = kRate, .seconds = 5, .rounds = {{1, 2}}, .atSec = 4};
  const int added = ui::addTakes(project, recording, ui::uncut(recording), 0);
  ASSERT_EQ(project.clips.size(), 3u);
  EXPECT_DOUBLE_EQ(project.clip(added)->atSec, 4);
  EXPECT_DOUBLE_EQ(project.clip(added)->endSec(), 6);
  EXPECT_DOUBLE_EQ(project.clip(line)->endSec(), 4);
  EXPECT_TRUE(std::ranges::any_of(project.clips, [](const auto& c) { return c.atSec == 6 && c.inSec == 6; }));
}

TEST(LineOver, IsOneOfTheSameRangeWhoseTakeReachesBack) {
  dub::Project project;
  const int take = dub::addTake(project, "/a.wav", 10);
  const int line = dub::addClip(project, take, 0, 3, 1, 3);
  ASSERT_NE(ui::lineOver(project, 0, 3, 5), nullptr);
  EXPECT_EQ(ui::lineOver(project, 0, 3.1, 5.2)->id, line);
  EXPECT_EQ(ui::lineOver(project, 1, 3, 5), nullptr);
  EXPECT_EQ(ui::lineOver(project, 0, 3, 8), nullptr);
  EXPECT_EQ(ui::lineOver(project, 0, 3.5, 4), nullptr);
  project.clip(line)->inSec = 0;
  project.clip(line)->outSec = 2;
  EXPECT_NE(ui::lineOver(project, 0, 3, 5), nullptr);
  EXPECT_EQ(ui::lineOver(project, 0, 2.9, 5), nullptr) << "0.1 s would be lost";
}

}  // namespace
