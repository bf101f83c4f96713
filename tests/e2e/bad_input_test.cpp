#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/base/file.h"
#include "tests/e2e/cli.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using e2e::run;
using test_support::quoted;
using test_support::shell;
using test_support::TempFolder;

class BadInput : public testing::Test {
 protected:
  void SetUp() override {
    face = e2e::sample(3);
    fs::create_directory(out);
  }
  void ffmpeg(const std::string& arguments) {
    const auto result = shell("ffmpeg -v error -nostdin -y " + arguments);
    ASSERT_EQ(result.exitCode, 0) << result.output;
  }
  // One clear line on standard error with these words, and nothing in the output folder.
  void refuses(std::vector<std::string> arguments, const std::vector<std::string>& words, int exitCode = 1) {
    const e2e::Ran ran = run(arguments);
    const std::string command = testing::PrintToString(arguments);
    EXPECT_EQ(ran.exitCode, exitCode) << command << "\n" << ran.err;
    std::string lastLine = ran.err;
    if (!lastLine.empty() && lastLine.back() == '\n') lastLine.pop_back();
    const std::size_t begin = lastLine.rfind('\n');
    lastLine = lastLine.substr(begin == std::string::npos ? 0 : begin + 1);
    EXPECT_EQ(lastLine.rfind("redub-cli: ", 0), 0u) << ran.err;
    EXPECT_EQ(lastLine.find("defect"), std::string::npos) << lastLine;
    for (const std::string& word : words)
      EXPECT_NE(lastLine.find(word), std::string::npos) << word << " not in: " << lastLine;
    EXPECT_TRUE(fs::is_empty(out)) << command << " left " << fs::directory_iterator(out)->path();
  }
  std::vector<std::string> dub(const fs::path& video, const fs::path& speech,
                               std::vector<std::string> more = {}) {
    std::vector<std::string> all{
        "dub", video.string(), speech.string(), "-o", (out / "out.mp4").string(), "-q", "--fit", "cut"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  TempFolder folder;
  fs::path out = folder / "out";
  e2e::Sample face;
};

TEST_F(BadInput, FilesThatAreNotThereOrNotMedia) {
  base::writeFile(folder / "empty.mp4", "");
  base::writeFile(folder / "text.mp4", "this is no video\n");
  for (const auto& [name, word] :
       std::vector<std::pair<fs::path, std::string>>{{folder / "missing.mp4", "no file"},
                                                     {folder.path(), "folder"},
                                                     {folder / "empty.mp4", "empty"},
                                                     {folder / "text.mp4", "text.mp4"}}) {
    refuses(dub(name, face.speech), {word});
    refuses(dub(face.video, name), {word});
    refuses({"inspect", name.string()}, {word});
  }
}

TEST_F(BadInput, TruncatedVideo) {
  const std::string all = base::readFile(face.video);
  base::writeFile(folder / "cut.mp4", all.substr(0, all.size() / 3));
  const e2e::Ran ran = run(dub(folder / "cut.mp4", face.speech));
  // With its index at the end the file is unreadable; with the index in front what is there may be dubbed.
  if (ran.exitCode != 0) refuses(dub(folder / "cut.mp4", face.speech), {"cut.mp4"});
  ffmpeg("-i " + quoted(face.video) + " -c copy -movflags -faststart " + quoted(folder / "end.mp4"));
  const std::string end = base::readFile(folder / "end.mp4");
  base::writeFile(folder / "end.mp4", end.substr(0, end.size() / 3));
  fs::remove(out / "out.mp4");
  refuses(dub(folder / "end.mp4", face.speech), {"end.mp4"});
}

TEST_F(BadInput, SpeechThatSaysNothing) {
  ffmpeg("-f lavfi -i anullsrc=r=16000:cl=mono -t 1 " + quoted(folder / "silent.wav"));
  ffmpeg("-f lavfi -i anullsrc=r=16000:cl=mono -frames:a 0 " + quoted(folder / "nothing.wav"));
  ffmpeg("-i " + quoted(face.video) + " -an -c copy " + quoted(folder / "mute.mp4"));
  refuses(dub(face.video, folder / "silent.wav"), {"silent"});
  refuses(dub(face.video, folder / "nothing.wav"), {"nothing.wav"});
  refuses(dub(face.video, folder / "mute.mp4"), {"mute.mp4"});
}

TEST_F(BadInput, PicturesWithoutAPictureOrAFace) {
  ffmpeg("-f lavfi -i testsrc2=s=320x240:r=25:d=4 -pix_fmt yuv420p " + quoted(folder / "noface.mp4"));
  refuses(dub(face.speech, face.speech), {"no picture"});
  refuses(dub(folder / "noface.mp4", face.speech), {"--allow-no-face"});
  const e2e::Ran copied = run(dub(folder / "noface.mp4", face.speech, {"--allow-no-face"}));
  EXPECT_EQ(copied.exitCode, 0) << copied.err;
}

TEST_F(BadInput, AFaceInAPartOnlyIsDubbedThereAndReported) {
  ffmpeg("-i " + quoted(face.video) +
         " -f lavfi -i testsrc2=s=320x240:r=25:d=2 -filter_complex '[1:v]format=yuv420p[b];[0:v]"
         "setsar=1[a];[b]setsar=1[c];[a][c]concat=n=2:v=1[v]' -map '[v]' -r 25 " +
         quoted(folder / "part.mp4"));
  const e2e::Ran ran =
      run(dub(folder / "part.mp4", face.speech, {"--json", "--report", (folder / "r.json").string()}));
  ASSERT_EQ(ran.exitCode, 0) << ran.err;
  const auto report = nlohmann::json::parse(base::readFile(folder / "r.json"));
  EXPECT_NEAR(report["frames"]["dubbed"].get<int>(), 75, 3);
  EXPECT_EQ(report["passages"].back()["fate"], "no face");
}

TEST_F(BadInput, OutputsThatCannotBe) {
  fs::create_directory(folder / "locked");
  fs::permissions(folder / "locked", fs::perms::owner_read | fs::perms::owner_exec);
  const auto to = [&](const fs::path& output, std::vector<std::string> more = {}) {
    std::vector<std::string> all{"dub", face.video.string(), face.speech.string(),
                                 "-o",  output.string(),     "-q"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  if (geteuid() != 0) refuses(to(folder / "locked" / "x.mp4"), {"written"});
  refuses(to("/proc/x.mp4"), {"/proc"});
  refuses(to(folder / "no" / "x.mp4"), {"does not exist"});
  refuses(to(folder.path()), {"folder"}, 2);
  const std::string before = base::sha256OfFile(face.video);
  refuses(to(face.video), {"overwrite"});
  refuses(to(face.speech), {"overwrite"});
  EXPECT_EQ(base::sha256OfFile(face.video), before);
  refuses(to(out / "x.mp4", {"--codec", "nonsense"}), {"nonsense", "h264"});
  refuses(to(out / "x.nonsense"), {"nonsense"});
}

TEST_F(BadInput, NumbersThatAreNone) {
  for (const char* time : {"nan", "-1", "inf", "1:-2", "abc", "", "1e400"})
    if (*time != '\0') refuses(dub(face.video, face.speech, {std::string("--in=") + time}), {"time"}, 2);
  refuses(dub(face.video, face.speech, {"--in", "2", "--out", "1"}), {"range"}, 2);
  refuses(dub(face.video, face.speech, {"--in", "99"}), {"beyond"}, 2);
  refuses(dub(face.video, face.speech, {"--face", "7"}), {"no face 7"});
  refuses(dub(face.video, face.speech, {"--face", "1,1@0"}), {"no face"});
  refuses(dub(face.video, face.speech, {"--face", "nan"}), {"names no face"}, 2);
  refuses(dub(face.video, face.speech, {"--model", "nonsense"}), {"nonsense", "builtin"});
  refuses(dub(face.video, face.speech, {"--landmarks", "/no/such.dat"}), {"libdlib-data"});
}

TEST_F(BadInput, UsageErrorsExitWithTwo) {
  EXPECT_EQ(run({"dub"}).exitCode, 2);
  EXPECT_EQ(run({"nonsense"}).exitCode, 2);
  EXPECT_EQ(run({}).exitCode, 2);
  EXPECT_EQ(run({"dub", "--help"}).exitCode, 0);
  EXPECT_EQ(run({"--version"}).exitCode, 0);
}

TEST_F(BadInput, ProgramsReadWhatWentWrong) {
  const e2e::Ran ran = run(dub(face.video, folder / "none.wav", {"--json"}));
  const nlohmann::json missing = ran.event("error");
  EXPECT_EQ(missing["code"], "notFound");
  EXPECT_EQ(missing["fault"], "fileMissing");
  EXPECT_EQ(missing["path"], (folder / "none.wav").string());
  EXPECT_EQ("redub-cli: " + missing["message"].get<std::string>() + "\n", ran.err);
  const nlohmann::json face7 = run(dub(face.video, face.speech, {"--json", "--face", "7"})).event("error");
  EXPECT_EQ(face7["fault"], "faceUnknown");
  EXPECT_EQ(face7["facts"], (nlohmann::json{{"face", 7}, {"known", "1"}}));
  EXPECT_EQ(run({"dub", "--json"}).event("error")["code"], "usage");
}

TEST_F(BadInput, SizesFromOnePixelToEightThousand) {
  for (const char* size : {"1:1", "3:5", "17:4097", "7680:4320"}) {
    ffmpeg("-f lavfi -i color=c=gray:s=64x64:r=5:d=0.4 -vf scale=" + std::string(size) +
           " -c:v ffv1 -pix_fmt yuv444p " + quoted(folder / "size.mkv"));
    refuses(dub(folder / "size.mkv", face.speech), {"no usable face"});
    const e2e::Ran ran =
        run(dub(folder / "size.mkv", face.speech, {"--allow-no-face", "--preset", "ultrafast"}));
    EXPECT_EQ(ran.exitCode, 0) << size << ran.err;
    fs::remove(out / "out.mp4");
  }
}

TEST_F(BadInput, OneFrame) {
  ffmpeg("-i " + quoted(face.video) + " -frames:v 1 -an " + quoted(folder / "one.mp4"));
  const e2e::Ran ran = run(dub(folder / "one.mp4", face.speech));
  EXPECT_EQ(ran.exitCode, 0) << ran.err;
}

TEST_F(BadInput, NamesWithBlanksQuotesAndOtherScripts) {
  const fs::path odd = folder / "a 'quoted\" näme 日本 %d \\ -x";
  fs::create_directory(odd);
  fs::copy(face.video, odd / "víd eo%03d.mp4");
  fs::copy(face.speech, odd / "'sp\"eech'.wav");
  const fs::path output = odd / "öut %d.mp4";
  const e2e::Ran ran = run({"dub", (odd / "víd eo%03d.mp4").string(), (odd / "'sp\"eech'.wav").string(), "-o",
                            output.string(), "-q", "--fit", "cut"});
  EXPECT_EQ(ran.exitCode, 0) << ran.err;
  EXPECT_TRUE(fs::exists(output));
}

TEST_F(BadInput, AFullDiskSaysSoAndKeepsTheSource) {
  const fs::path small = folder / "small";
  fs::create_directory(small);
  if (geteuid() != 0 || mount("none", small.c_str(), "tmpfs", 0, "size=192k") != 0)
    GTEST_SKIP() << "cannot mount a small disk";
  const std::string before = base::sha256OfFile(face.video);
  const e2e::Ran ran = run({"dub", face.video.string(), face.speech.string(), "-o",
                            (small / "out.mp4").string(), "-q", "--fit", "cut", "--crf", "0"});
  EXPECT_EQ(ran.exitCode, 1);
  EXPECT_TRUE(ran.err.find("disk is full") != std::string::npos ||
              ran.err.find("free space") != std::string::npos)
      << ran.err;
  EXPECT_FALSE(fs::exists(small / "out.mp4"));
  for (const auto& entry : fs::directory_iterator(small))
    EXPECT_FALSE(base::isUnfinishedName(entry.path())) << entry.path();
  EXPECT_EQ(base::sha256OfFile(face.video), before);
  umount(small.c_str());
}

}  // namespace
