#include "core/export/export_job.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "core/base/error.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/encode/sound_file.h"
#include "core/project/edit.h"
#include "core/project/project_json.h"
#include "tests/dub/green_mouth.h"
#include "tests/dub/made_up_faces.h"

namespace {

namespace fs = std::filesystem;
using base::Code;
using dub::exportPreset;
using media::FrameNo;
using test_support::GreenMouth;
using test_support::TempFolder;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kRate = 16000;
constexpr double kSeconds = 3;
constexpr FrameNo kFrames = 75;

// A talker of three seconds, whose sound is its own speech, and another speech to dub with.
struct Clip {
  TempFolder folder;
  fs::path video, speech = folder / "speech.wav";
  Clip() {
    video = sample::makeSample({.seconds = kSeconds, .width = 320, .height = 240}, folder.path()).video;
    test_support::makeSpeech(speech, 6);
  }
};

const Clip& clip() {
  static const Clip made;
  return made;
}

class Export : public testing::Test {
 protected:
  Export() {
    project.video = clip().video;
    take = dub::addTake(project, clip().speech, 6);
    first = dub::addClip(project, take, 0, 0.4, 0, 0.9);
    second = dub::addClip(project, take, 0, 1.7, 2, 3);
    options.makeModel = [this](const std::string&, const dub::LipSettings&) {
      return std::make_unique<GreenMouth>(calls);
    };
    options.chunkFrames = 25;
    options.threads = 1;
  }

  std::optional<dub::Report> run(const std::string& preset, const fs::path& output) {
    options.analyse.cache = clip().folder / "cache";
    return dub::exportProject(project, exportPreset(preset), output, work, options, onProgress,
                              stop.get_token());
  }
  Code refusal(const fs::path& output) const {
    try {
      dub::checkExport(project, output);
    } catch (const base::Error& e) {
      EXPECT_EQ(std::string(e.what()).find('\n'), std::string::npos);
      return e.code();
    }
    ADD_FAILURE() << "not refused";
    return Code::internal;
  }
  // Leaves what a process leaves that dies when all pictures are painted.
  void crash(const fs::path& output) {
    onProgress = [](const base::Progress& p) {
      if (p.stage == base::Stage::render && p.done == p.total)
        throw base::Error(base::Fault::defect, {}, {}, "crash");
    };
    EXPECT_THROW(run("h264-small", output), base::Error);
    onProgress = nullptr;
  }
  static std::vector<std::string> namesIn(const fs::path& place) {
    std::vector<std::string> names;
    if (fs::exists(place))
      for (const auto& entry : fs::directory_iterator(place)) names.push_back(entry.path().filename());
    return names;
  }
  // How late a part of the take is heard in a file, in milliseconds: where the two correlate best.
  static double lateMs(const fs::path& heard, double takeSec, double atSec, double seconds) {
    const auto sound = media::readSpeech(heard, true), said = media::readSpeech(clip().speech);
    double best = -1;
    int lag = 0;
    for (int shift = -kRate / 5; shift <= kRate / 5; ++shift) {
      double sum = 0;
      for (int i = 0; i < static_cast<int>(seconds * kRate); ++i) {
        const auto to = static_cast<std::ptrdiff_t>(atSec * kRate) + i + shift;
        if (to < 0 || to >= static_cast<std::ptrdiff_t>(sound.size())) continue;
        sum += static_cast<double>(sound[static_cast<std::size_t>(to)]) *
               said[static_cast<std::size_t>(takeSec * kRate) + static_cast<std::size_t>(i)];
      }
      if (sum > best) best = sum, lag = shift;
    }
    return 1000.0 * lag / kRate;
  }

  TempFolder folder;
  fs::path work = folder / "work", out = folder / "out";
  dub::Project project;
  int take = 0, first = 0, second = 0;
  std::string calls;
  dub::RenderOptions options;
  base::OnProgress onProgress;
  std::stop_source stop;
};

TEST_F(Export, TheFinishedFileIsGoodAndItsLinesAreHeardWhereTheyLie) {
  const auto report = run("h264-small", folder / "out.mp4");
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->verdict.isGood()) << dub::toJson(*report);
  EXPECT_EQ(report->framesOut, kFrames);
  EXPECT_EQ(report->framesDubbed, kFrames);
  EXPECT_NEAR(lateMs(folder / "out.mp4", 0, 0.4, 0.9), 0, 2);
  EXPECT_NEAR(lateMs(folder / "out.mp4", 2, 1.7, 1), 0, 2);
  EXPECT_THAT(namesIn(work), IsEmpty());
  EXPECT_FALSE(fs::exists(folder / "out.mp4.redub-work"));
}

TEST_F(Export, EveryPresetWritesAFileThatIsGood) {
  for (const dub::ExportPreset& preset : dub::exportPresets()) {
    const fs::path file = folder / (preset.id + (preset.ending.empty() ? ".mp4" : preset.ending));
    const auto report = run(preset.id, file);
    ASSERT_TRUE(report) << preset.id;
    EXPECT_TRUE(report->verdict.isGood()) << dub::toJson(*report);
  }
}

TEST_F(Export, ARangeLeavesTheRestAsItWas) {
  project.exporting.rangeOnly = true;
  project.inSec = 1;
  project.outSec = 2.4;
  const auto report = run("ffv1", folder / "out.mkv");
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->verdict.isGood()) << dub::toJson(*report);
  EXPECT_EQ(report->framesOut, kFrames);
  EXPECT_EQ(report->framesDubbed, 35);
  EXPECT_NEAR(lateMs(folder / "out.mkv", 2, 1.7, 0.65), 0, 2);
  const auto before = media::readSpeech(clip().video, true),
             after = media::readSpeech(folder / "out.mkv", true);
  for (std::size_t i = kRate / 10; i < kRate * 9 / 10; ++i)  // the original sound, not the line at 0.4
    ASSERT_NEAR(after[i], before[i], 40) << i;
  for (const int id : {first, second}) dub::moveClip(project, id, 2.5, 0);
  EXPECT_THROW(run("ffv1", folder / "none.mkv"), base::Error);
}

TEST_F(Export, SoundAloneIsWrittenInEveryKindOfSoundFile) {
  EXPECT_THAT(media::soundEndings(), testing::IsSupersetOf({".wav", ".flac"}));
  for (const std::string& ending : media::soundEndings()) {
    const fs::path file = folder / ("out" + ending);
    const auto report = run("audio", file);
    ASSERT_TRUE(report) << ending;
    EXPECT_TRUE(report->verdict.isGood()) << dub::toJson(*report);
    const media::Probe probe = media::indexClip(file)->probe;
    EXPECT_FALSE(probe.video);
    EXPECT_NEAR(probe.audio.at(0).durationSec, kSeconds, 0.1) << ending;
    EXPECT_NEAR(lateMs(file, 2, 1.7, 1), 0, 2) << ending;
  }
  EXPECT_THROW(run("audio", folder / "out.txt"), base::Error);
  EXPECT_EQ(calls, "") << "a model was asked";
}

TEST_F(Export, StoppingLeavesNothing) {
  using enum base::Stage;
  for (const base::Stage stage : {analyse, learnFace, render, write, verify}) {
    stop = {};
    onProgress = [&](const base::Progress& p) {
      if (p.stage == stage && (stage != render || p.done > 60)) stop.request_stop();
    };
    fs::remove_all(clip().folder / "cache");
    EXPECT_FALSE(run("h264-small", folder / "out.mp4").has_value()) << base::name(stage);
    EXPECT_THAT(namesIn(work), IsEmpty()) << base::name(stage);
    EXPECT_THAT(namesIn(folder.path()), ElementsAre("work")) << base::name(stage);
  }
  stop = {};
  onProgress = [&](const base::Progress&) { stop.request_stop(); };
  EXPECT_FALSE(run("audio", folder / "out.wav").has_value());
  EXPECT_THAT(namesIn(folder.path()), ElementsAre("work"));
}

TEST_F(Export, WhatACrashLeftIsGoneOnWith) {
  crash(folder / "out.mp4");
  EXPECT_FALSE(fs::exists(folder / "out.mp4"));
  EXPECT_TRUE(fs::exists(folder / "out.mp4.redub-work"));
  EXPECT_EQ(namesIn(work).size(), 1U);
  const auto report = run("h264-small", folder / "out.mp4");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->resumedChunks, 3);
  EXPECT_TRUE(report->verdict.isGood()) << dub::toJson(*report);
  EXPECT_THAT(namesIn(work), IsEmpty());
}

TEST_F(Export, WhatACrashLeftOfAnotherVersionIsThrownAway) {
  crash(folder / "out.mp4");
  dub::setGain(project, first, -6);
  const auto report = run("h264-small", folder / "out.mp4");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->resumedChunks, 0);
  EXPECT_TRUE(report->verdict.isGood()) << dub::toJson(*report);
}

TEST_F(Export, VoicesWithoutLinesOrSoundAreLeftOut) {
  project.voices.push_back({{7, std::nullopt}});
  project.voices.push_back({{8, std::nullopt}, true});
  dub::addClip(project, take, 2, 1, 0, 1);
  EXPECT_TRUE(run("h264-small", folder / "out.mp4"));
  EXPECT_EQ(calls, "study 75;listen 75;");
}

TEST_F(Export, LinesThatAreSilentAreNamed) {
  media::writeWave(folder / "silence.wav", std::vector<std::int16_t>(32000), 16000);
  project.clips.clear();
  dub::addClip(project, dub::addTake(project, folder / "silence.wav", 2), 0, 0);
  try {
    run("h264-small", folder / "out.mp4");
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), base::Fault::voiceSilent);
    EXPECT_EQ(e.problem().facts, (base::Facts{{"voice", 1}}));
  }
  EXPECT_THAT(namesIn(work), IsEmpty());
}

TEST_F(Export, ALineThatIsLongerThanThePictureIsCutOrThePictureGoesOn) {
  dub::moveClip(project, second, 2.5, 0);
  const auto cut = run("h264-small", folder / "cut.mp4");
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->framesOut, kFrames);
  project.settings.fit = dub::Fit::hold;
  const auto held = run("h264-small", folder / "held.mp4");
  ASSERT_TRUE(held);
  EXPECT_NEAR(held->outputSec, 3.5, 0.05);
  EXPECT_TRUE(held->verdict.isGood()) << dub::toJson(*held);
}

TEST_F(Export, ALineThatIsTooLongIsTold) {
  dub::moveClip(project, second, 2.5, 0);
  project.settings.fit = dub::Fit::picture;
  try {
    run("h264-small", folder / "out.mp4");
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), base::Fault::speechTooLong);
  }
}

TEST_F(Export, IsRefusedAtOnceWhereItCannotWork) {
  dub::checkExport(project, folder / "out.mp4");
  EXPECT_EQ(refusal(clip().video), Code::exists);
  EXPECT_EQ(refusal(clip().speech), Code::exists);
  EXPECT_EQ(refusal(folder / "none/out.mp4"), Code::notFound);
  EXPECT_EQ(refusal(folder.path()), Code::usage);
  EXPECT_EQ(refusal({}), Code::usage);
  dub::Project good = project;
  project.clips.clear();
  EXPECT_EQ(refusal(folder / "out.mp4"), Code::usage);
  project = good;
  project.voices[0].isMuted = true;
  EXPECT_EQ(refusal(folder / "out.mp4"), Code::usage);
  project = good;
  project.video.clear();
  EXPECT_EQ(refusal(folder / "out.mp4"), Code::usage);
  project = good;
  project.takes[0].file = folder / "gone.wav";
  EXPECT_EQ(refusal(folder / "out.mp4"), Code::notFound);
}

TEST(ExportPreset, ThoseThatAreUnknownAreLikeTheSource) {
  EXPECT_EQ(exportPreset("prores").ending, ".mov");
  EXPECT_EQ(exportPreset("nothing").id, "source");
  EXPECT_TRUE(exportPreset("audio").isAudioOnly);
}

TEST(ExportPreset, TheSourcesCodecIsTakenWhereItCanBeEncoded) {
  media::VideoInfo source{.width = 320, .height = 240};
  const media::Probe probe = media::indexClip(clip().video)->probe;
  source = *probe.video;
  const auto codec = [&](const char* id, const std::string& of) {
    source.codec = of;
    return dub::encodeSettings(exportPreset(id), source).codec;
  };
  EXPECT_EQ(codec("source", "h264"), "h264");
  EXPECT_EQ(codec("source", "prores"), "prores");
  EXPECT_EQ(codec("source", "mpeg2video"), "h264");
  EXPECT_EQ(codec("source", "no such codec"), "h264");
  EXPECT_EQ(codec("ffv1", "h264"), "ffv1");
  EXPECT_EQ(dub::encodeSettings(exportPreset("h264-high"), source).crf, 14);
  EXPECT_EQ(dub::encodeSettings(exportPreset("h264-small"), source).crf, 24);
}

TEST(ExportPreset, SuggestsANameThatIsFree) {
  const TempFolder folder;
  dub::Project project{.video = folder / "talk.MOV"};
  EXPECT_EQ(dub::suggestedOutput(project, exportPreset("source")), folder / "talk-dubbed.mov");
  EXPECT_EQ(dub::suggestedOutput(project, exportPreset("audio")), folder / "talk-dubbed.wav");
  std::ofstream(folder / "talk-dubbed.mov") << "x";
  std::ofstream(folder / "talk-dubbed-2.mov") << "x";
  EXPECT_EQ(dub::suggestedOutput(project, exportPreset("source")), folder / "talk-dubbed-3.mov");
  project.video = folder / "old.wmv";
  EXPECT_EQ(dub::suggestedOutput(project, exportPreset("source")), folder / "old-dubbed.mp4");
}

TEST(ExportPreset, ExpectsMoreOfBetterPictures) {
  const media::Probe probe = media::indexClip(clip().video)->probe;
  const dub::Project project{.video = clip().video};
  const auto bytes = [&](const char* id) { return dub::expect(project, exportPreset(id), probe).bytes; };
  EXPECT_GT(bytes("ffv1"), bytes("prores"));
  EXPECT_GT(bytes("prores"), bytes("h264-high"));
  EXPECT_GT(bytes("h264-high"), bytes("source"));
  EXPECT_GT(bytes("source"), bytes("h264-small"));
  EXPECT_EQ(bytes("audio"), 3 * 96000U);
}

TEST(ExportPreset, ExpectsMoreWorkForLargerPicturesAndBetterOnes) {
  media::Probe probe = media::indexClip(clip().video)->probe;
  const dub::Project project{.video = clip().video};
  const auto seconds = [&](const char* id) { return dub::expect(project, exportPreset(id), probe).seconds; };
  const double small = seconds("source");
  EXPECT_GT(small, 0);
  EXPECT_GT(seconds("h264-high"), small);
  probe.video->width *= 4;
  EXPECT_GT(seconds("source"), small);
}

}  // namespace
