// The main job on clips of real people, where their folder is there.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/e2e/cli.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using e2e::run;

class RealClip : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    media = test_support::realMedia(REDUB_MEDIA_DEFAULT);
    if (media.empty()) GTEST_SKIP() << "the folder of real clips is not there";
  }
  fs::path media;
  test_support::TempFolder folder;
};

TEST_P(RealClip, SaysANewSentenceAndPassesItsCheck) {
  const fs::path video = media / GetParam(), speech = media / "speech/arctic_a0024_16k.wav",
                 output = folder / "out.mp4";
  const e2e::Ran ran = run({"dub", video.string(), speech.string(), "-o", output.string(), "--fit", "speech",
                            "--preset", "veryfast", "--json"});
  ASSERT_EQ(ran.exitCode, 0) << ran.err << ran.out;
  const auto report = ran.event("done")["report"];
  EXPECT_GE(report["frames"]["dubbed"].get<double>(), 0.97 * report["frames"]["out"].get<double>());
  const auto measured =
      run({"measure", output.string(), "--speech", speech.string(), "--json"}).event("measure");
  EXPECT_GT(measured["correlation"], 0.6);
  EXPECT_LE(std::abs(measured["lagMs"].get<int>()), 40);
  EXPECT_LT(measured["jitter"], 0.75);
}

INSTANTIATE_TEST_SUITE_P(Talking, RealClip,
                         testing::Values("webcam_man_en.mp4", "grid_man_bbaf2n.mpg",
                                         "grid_man_glasses_lbax4n.mpg", "grid_woman_lwbsza.mpg",
                                         "grid_man_dark_skin_swiz3n.mpg", "address_man_458x458.mp4",
                                         "man_vfr_700x700.mp4", "woman_fullbody_hevc_1080x1920.mp4",
                                         "man_noaudio_360x288.mp4", "news_man_en_512_71s.mp4"),
                         [](const auto& clip) {
                           std::string name = clip.param;
                           for (char& c : name)
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           return name;
                         });

TEST_F(RealClip, TwoPeopleSayTwoSentences) {
  const fs::path output = folder / "two.mp4";
  const std::string first = (media / "speech/arctic_a0024_16k.wav").string(),
                    second = (media / "speech/this_is_a_test_44k_stereo.mp3").string();
  const e2e::Ran ran = run({"dub", (media / "two_people_720p.mp4").string(), "--face", "1=" + first, "--face",
                            "2=" + second, "-o", output.string(), "--preset", "veryfast", "--json"});
  ASSERT_EQ(ran.exitCode, 0) << ran.err << ran.out;
  for (const auto& [face, speech] : {std::pair("1", first), std::pair("2", second)}) {
    const auto m =
        run({"measure", output.string(), "--speech", speech, "--face", face, "--json"}).event("measure");
    EXPECT_GT(m["correlation"], 0.5) << "face " << face;
  }
}

TEST_F(RealClip, TrafficHasNoFaceToDub) {
  const e2e::Ran ran =
      run({"dub", (media / "noface_traffic_768x432.mp4").string(),
           (media / "speech/arctic_a0024_16k.wav").string(), "-o", (folder / "out.mp4").string()});
  EXPECT_EQ(ran.exitCode, 1);
  EXPECT_NE(ran.err.find("no usable face"), std::string::npos) << ran.err;
}

}  // namespace
