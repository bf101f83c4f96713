#include <gtest/gtest.h>

#include <csignal>

#include "core/base/atomic_file.h"
#include "core/base/file.h"
#include "tests/e2e/cli.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using e2e::run;
using test_support::TempFolder;

std::vector<std::string> dub(const fs::path& video, const fs::path& speech, const fs::path& output,
                             std::vector<std::string> more = {}) {
  std::vector<std::string> all{"dub",           video.string(), speech.string(), "-o",
                               output.string(), "--json",       "--fit",         "cut"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<std::string> filesIn(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  return names;
}

TEST(Dub, MakesTheLipsOfTheSampleSayAnotherSentence) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(5, "en-us+f3");
  const fs::path output = folder / "dubbed.mp4";
  const e2e::Ran ran =
      run(dub(face.video, voice.speech, output, {"--report", (folder / "report.json").string()}));
  ASSERT_EQ(ran.exitCode, 0) << ran.err;

  const auto report = nlohmann::json::parse(base::readFile(folder / "report.json"));
  EXPECT_EQ(report["frames"]["in"], 150);
  EXPECT_EQ(report["frames"]["out"], 150);
  EXPECT_GE(report["frames"]["dubbed"], 145);
  EXPECT_TRUE(report["verdict"]["good"]) << report["verdict"].dump(1);
  EXPECT_EQ(report["hashes"]["speech"][0], base::sha256OfFile(voice.speech));

  const e2e::Ran verified = run({"verify", output.string(), "--source", face.video.string(), "--speech",
                                 voice.speech.string(), "--json"});
  EXPECT_EQ(verified.exitCode, 0) << verified.out << verified.err;

  // The new mouth follows the new voice, and the voice that was there before it does not fit any more.
  const auto follows =
      run({"measure", output.string(), "--speech", voice.speech.string(), "--json"}).event("measure");
  const auto before =
      run({"measure", face.video.string(), "--speech", voice.speech.string(), "--json"}).event("measure");
  EXPECT_GT(follows["correlation"], 0.6);
  EXPECT_GT(follows["correlation"].get<double>(), before["correlation"].get<double>() + 0.2);
  EXPECT_EQ(filesIn(folder.path()).size(), 2u) << "only the dubbed file and the report remain";
}

TEST(Dub, VerifyRefusesAFileWithAnotherSoundOrPicture) {
  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(5, "en-us+f3");
  const e2e::Ran ran = run(
      {"verify", face.video.string(), "--source", face.video.string(), "--speech", voice.speech.string()});
  EXPECT_EQ(ran.exitCode, 1);
  EXPECT_NE(ran.out.find("BAD   sound"), std::string::npos) << ran.out;
  const e2e::Ran shorter = run(
      {"verify", voice.video.string(), "--source", face.video.string(), "--speech", voice.speech.string()});
  EXPECT_EQ(shorter.exitCode, 1);
  EXPECT_NE(shorter.out.find("BAD   frames"), std::string::npos) << shorter.out;
}

TEST(Dub, GivesTheSamePicturesWhateverTheThreads) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(3), voice = e2e::sample(5, "en-us+f3");
  std::vector<std::string> hashes, files;
  for (const char* threads : {"1", "3"}) {
    const fs::path lossless = folder / (std::string("t") + threads + ".mkv"),
                   coded = folder / (std::string("t") + threads + ".mp4");
    ASSERT_EQ(
        run(dub(face.video, voice.speech, lossless, {"--codec", "ffv1", "--threads", threads})).exitCode, 0);
    ASSERT_EQ(
        run(dub(face.video, voice.speech, coded, {"--encoder-threads", "1", "--threads", threads})).exitCode,
        0);
    hashes.push_back(e2e::pictureHashes(lossless));
    files.push_back(base::sha256OfFile(coded));
  }
  EXPECT_FALSE(hashes[0].empty());
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(files[0], files[1]) << "with the encoder's threads fixed the whole file is the same";
}

TEST(Dub, AltersOnlyTheRange) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(1.2, "en-us+f3");
  const fs::path output = folder / "range.mkv";
  const auto ran =
      run(dub(face.video, voice.speech, output, {"--codec", "ffv1", "--in", "2", "--out", "3.2"}));
  ASSERT_EQ(ran.exitCode, 0) << ran.err;
  std::istringstream before(e2e::pictureHashes(face.video)), after(e2e::pictureHashes(output));
  std::string a, b;
  int changed = 0;
  for (int i = 0; std::getline(before, a) && std::getline(after, b); ++i) {
    if (i < 50 || i >= 80)
      EXPECT_EQ(a, b) << "picture " << i;
    else if (a != b)
      ++changed;
  }
  EXPECT_GT(changed, 25);
}

TEST(Dub, LengthensThePictureAsTheFitSays) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(3), voice = e2e::sample(5, "en-us+f3");
  const e2e::Ran refused =
      run({"dub", face.video.string(), voice.speech.string(), "-o", (folder / "x.mp4").string()});
  EXPECT_EQ(refused.exitCode, 2);
  EXPECT_NE(refused.err.find("pingpong"), std::string::npos) << refused.err;
  EXPECT_TRUE(filesIn(folder.path()).empty());
  for (const std::string fit : {"hold", "loop", "pingpong", "speech"}) {
    const fs::path output = folder / (fit + ".mp4");
    const e2e::Ran ran = run(
        {"dub", face.video.string(), voice.speech.string(), "-o", output.string(), "--fit", fit, "--json"});
    EXPECT_EQ(ran.exitCode, 0) << fit << ran.err;
    EXPECT_NEAR(ran.event("done")["report"]["frames"]["out"].get<int>(), 125, 1) << fit;
  }
}

TEST(Dub, GivesAStillTheSpeechsLength) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(3), voice = e2e::sample(5, "en-us+f3");
  const fs::path still = folder / "face.png", output = folder / "still.mp4";
  ASSERT_EQ(test_support::shell("ffmpeg -v error -nostdin -i " + test_support::quoted(face.video.string()) +
                                " -frames:v 1 " + test_support::quoted(still.string()))
                .exitCode,
            0);
  const e2e::Ran ran = run({"dub", still.string(), voice.speech.string(), "-o", output.string(), "--json"});
  ASSERT_EQ(ran.exitCode, 0) << ran.err;
  EXPECT_NEAR(ran.event("done")["report"]["frames"]["out"].get<int>(), 125, 1);
  const auto follows =
      run({"measure", output.string(), "--speech", voice.speech.string(), "--json"}).event("measure");
  EXPECT_GT(follows["correlation"], 0.5);
}

TEST(Dub, ShutsTheMouthInSilenceUnlessToldOtherwise) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(1.2, "en-us+f3");
  std::map<std::string, double> opening;
  for (const std::string policy : {"close", "keep"}) {
    const fs::path output = folder / (policy + ".mp4"), speech = folder / "padded.wav";
    ASSERT_EQ(
        test_support::shell("ffmpeg -v error -nostdin -y -i " + test_support::quoted(voice.speech.string()) +
                            " -af apad=pad_dur=4 " + test_support::quoted(speech.string()))
            .exitCode,
        0);
    ASSERT_EQ(run(dub(face.video, speech, output, {"--silence", policy})).exitCode, 0);
    opening[policy] = run({"measure", output.string(), "--speech", speech.string(), "--json"})
                          .event("measure")["silenceMotion"];
  }
  EXPECT_LT(opening["close"], 0.35);
  EXPECT_GT(opening["keep"], 2 * opening["close"]);
}

TEST(Dub, StopsOnInterruptAndLeavesNothingHalfWritten) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(5, "en-us+f3");
  const e2e::Ran ran = run(dub(face.video, voice.speech, folder / "out.mp4", {"--no-cache"}), SIGINT, 3);
  EXPECT_EQ(ran.exitCode, 130) << ran.err;
  for (const std::string& name : filesIn(folder.path())) EXPECT_FALSE(base::isUnfinishedName(name)) << name;
  EXPECT_FALSE(fs::exists(folder / "out.mp4"));
}

// Twenty kills, spread over analysis, study, every stage of the render and the join; each run goes on where
// the killed one left off, and every output that comes out whole is compared.
TEST(Dub, GivesTheSameFramesAfterBeingKilledAtAnyMoment) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(3), voice = e2e::sample(5, "en-us+f3");
  const std::vector<std::string> settings{"--codec", "ffv1",        "--chunk-frames",
                                          "8",       "--no-verify", "--resume"};
  ASSERT_EQ(run(dub(face.video, voice.speech, folder / "whole.mkv", settings)).exitCode, 0);
  const std::string expected = e2e::pictureHashes(folder / "whole.mkv");
  const fs::path output = folder / "killed.mkv", work = folder / "killed.mkv.redub-work";
  int killed = 0, killedWithChunks = 0;
  const auto compare = [&] {
    EXPECT_EQ(e2e::pictureHashes(output), expected);
    fs::remove(output);
  };
  for (int attempt = 0; killed < 20 && attempt < 60; ++attempt) {
    const e2e::Ran ran = run(dub(face.video, voice.speech, output, settings), SIGKILL, attempt * 5 % 13);
    if (ran.exitCode == 128 + SIGKILL) {
      ++killed;
      killedWithChunks += fs::exists(work / "chunk-000000") ? 1 : 0;
      if (fs::exists(output)) compare();  // killed after the rename: then it is whole
    } else {
      EXPECT_EQ(ran.exitCode, 0) << ran.err;
      compare();
    }
  }
  EXPECT_EQ(killed, 20);
  EXPECT_GE(killedWithChunks, 3) << "too few kills fell into the render";
  const e2e::Ran last = run(dub(face.video, voice.speech, output, settings));
  EXPECT_EQ(last.exitCode, 0) << last.err;
  compare();
  EXPECT_FALSE(fs::exists(work));
}

TEST(Dub, AsksBeforeItThrowsAnUnfinishedRenderAway) {
  const TempFolder folder;
  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(5, "en-us+f3");
  const std::vector<std::string> settings{"--chunk-frames", "10"};
  const fs::path output = folder / "out.mp4", work = folder / "out.mp4.redub-work";
  for (int lines = 3; lines < 60 && !fs::exists(work / "chunk-000000"); ++lines) {
    fs::remove_all(work);
    fs::remove(output);
    run(dub(face.video, voice.speech, output, settings), SIGKILL, lines);
  }
  ASSERT_TRUE(fs::exists(work / "chunk-000000")) << "never killed between the first chunk and the end";
  const e2e::Ran asked = run(dub(face.video, voice.speech, output, settings));
  EXPECT_EQ(asked.exitCode, 1);
  EXPECT_NE(asked.err.find("--resume"), std::string::npos) << asked.err;
  EXPECT_TRUE(fs::exists(work / "chunk-000000"));
  const e2e::Ran other =
      run(dub(face.video, voice.speech, output, {"--chunk-frames", "10", "--resume", "--strength", "0.5"}));
  EXPECT_EQ(other.exitCode, 2);
  EXPECT_NE(other.err.find("other files or settings"), std::string::npos) << other.err;
  const e2e::Ran restarted =
      run(dub(face.video, voice.speech, output, {"--chunk-frames", "10", "--restart"}));
  EXPECT_EQ(restarted.exitCode, 0) << restarted.err;
}

}  // namespace
