#include "core/face/analyser.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/error.h"
#include "core/media/decode/video_reader.h"
#include "core/media/picture/convert.h"
#include "tests/support/temp_folder.h"

namespace {

constexpr int kFramesOfAClip = 60;

face::Analysis analyse(const std::filesystem::path& clip, int most = kFramesOfAClip) {
  media::VideoReader reader(media::indexClip(clip));
  face::Analyser analyser(face::landmarkFile());
  for (int i = 0; i < most && i < reader.info().frames; ++i) analyser.push(media::toGrey(*reader.next()));
  return analyser.finish();
}

class RealFaces : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = test_support::realMedia(REDUB_MEDIA_DEFAULT);
    if (folder_.empty()) GTEST_SKIP() << "the folder of real clips is not there";
    if (!std::filesystem::exists(face::landmarkFile()))
      GTEST_SKIP() << "no landmark file: install libdlib-data";
  }
  std::filesystem::path folder_;
};

TEST_F(RealFaces, EveryTalkingClipHasItsFaceInAlmostEveryFrame) {
  for (const char* name :
       {"webcam_man_en.mp4", "address_man_458x458.mp4", "grid_man_bbaf2n.mpg",
        "grid_man_dark_skin_swiz3n.mpg", "grid_man_glasses_lbax4n.mpg", "grid_woman_lwbsza.mpg",
        "man_noaudio_360x288.mp4", "man_vfr_700x700.mp4", "woman_fullbody_hevc_1080x1920.mp4"}) {
    const face::Analysis analysis = analyse(folder_ / name);
    ASSERT_EQ(analysis.tracks.size(), 1U) << name;
    int seen = 0;
    for (face::FrameNo i = 0; i < analysis.frames; ++i) seen += analysis.tracks[0].at(i) != nullptr ? 1 : 0;
    EXPECT_GE(seen, 0.98 * static_cast<double>(analysis.frames)) << name;
    EXPECT_TRUE(analysis.cuts.empty()) << name;
  }
}

TEST_F(RealFaces, TwoPeopleAreTwoTracks) {
  const face::Analysis analysis = analyse(folder_ / "two_people_720p.mp4");
  ASSERT_EQ(analysis.tracks.size(), 2U);
  for (const face::Track& track : analysis.tracks) EXPECT_EQ(track.faces.size(), 60U);
}

TEST_F(RealFaces, TrafficAndDogsHaveNoFace) {
  EXPECT_TRUE(analyse(folder_ / "noface_traffic_768x432.mp4").tracks.empty());
  EXPECT_TRUE(analyse(folder_ / "still/noface_dogs.jpg").tracks.empty());
}

TEST_F(RealFaces, StillPicturesOfOneAndThreePeople) {
  EXPECT_EQ(analyse(folder_ / "still/three_faces.jpg").tracks.size(), 3U);
  EXPECT_EQ(analyse(folder_ / "still/astronaut.png").tracks.size(), 1U);
  media::VideoReader reader(media::indexClip(folder_ / "still/three_faces.jpg"));
  const std::vector<face::Face> faces = face::detect(media::toGrey(*reader.next()), face::landmarkFile());
  ASSERT_EQ(faces.size(), 3U);
  EXPECT_GE(faces[0].box.width, faces[2].box.width);
}

TEST_F(RealFaces, TwoRunsGiveTheSameNumbers) {
  const auto clip = folder_ / "grid_woman_lwbsza.mpg";
  const face::Analysis a = analyse(clip, 25), b = analyse(clip, 25);
  ASSERT_EQ(a.tracks.size(), 1U);
  for (face::FrameNo i = 0; i < 25; ++i) EXPECT_EQ(a.tracks[0].at(i)->points, b.tracks[0].at(i)->points);
}

TEST(Analyser, NothingPushedGivesAnEmptyAnalysis) {
  if (!std::filesystem::exists(face::landmarkFile()))
    GTEST_SKIP() << "no landmark file: install libdlib-data";
  const face::Analysis analysis = face::Analyser(face::landmarkFile()).finish();
  EXPECT_EQ(analysis.frames, 0);
  EXPECT_TRUE(analysis.tracks.empty());
}

TEST(Analyser, TinyAndFlatPicturesAreBorne) {
  if (!std::filesystem::exists(face::landmarkFile()))
    GTEST_SKIP() << "no landmark file: install libdlib-data";
  for (const auto& [width, height] : std::vector<std::pair<int, int>>{{1, 1}, {3, 2}, {2000, 1}, {80, 80}}) {
    face::Analyser analyser(face::landmarkFile());
    for (int i = 0; i < 3; ++i) analyser.push(base::Image(width, height, 1));
    EXPECT_TRUE(analyser.finish().tracks.empty());
  }
}

TEST(Analyser, AColourPictureIsRefused) {
  if (!std::filesystem::exists(face::landmarkFile()))
    GTEST_SKIP() << "no landmark file: install libdlib-data";
  face::Analyser analyser(face::landmarkFile());
  EXPECT_THROW(analyser.push(base::Image(64, 64, 3)), base::Error);
}

}  // namespace
