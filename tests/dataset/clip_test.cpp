#include <gtest/gtest.h>

#include <cmath>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/face/analyser.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/picture/convert.h"
#include "models/dataset/footage.h"
#include "models/dataset/head.h"
#include "models/dataset/npy.h"
#include "models/dataset/prepare_clip.h"
#include "models/talklip/crop.h"
#include "tests/dataset/talkers.h"
#include "tests/support/make_media.h"

namespace {

namespace fs = std::filesystem;
using dataset::Clip;
using dataset::ClipSettings;
using dataset::Refused;
using dataset_tests::talker;
using test_support::makeMedia;

face::Landmarks pointsOf(const Clip& clip, std::int64_t picture) {
  face::Landmarks points;
  const float* at = &clip.landmarks[static_cast<std::size_t>(picture) * 136];
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = {at[2 * i], at[2 * i + 1]};
  return points;
}

base::Image pictureOf(const Clip& clip, std::int64_t picture) {
  const auto edge = static_cast<int>(clip.edge);
  base::Image bgr(edge, edge, 3);
  std::copy_n(clip.pictures.begin() + picture * clip.edge * clip.edge * 3, bgr.bytes(), bgr.data.begin());
  return bgr;
}

base::Image greyOf(const base::Image& bgr) {
  base::Image grey(bgr.width, bgr.height, 1);
  for (std::size_t i = 0; i < grey.bytes(); ++i)
    grey.data[i] = static_cast<std::uint8_t>(
        (bgr.data[3 * i] * 29 + bgr.data[3 * i + 1] * 150 + bgr.data[3 * i + 2] * 77) >> 8);
  return grey;
}

class AClip : public testing::Test {
 protected:
  static Clip clipOf(const dataset::ClipSource& source, const ClipSettings& settings = {}) {
    auto made = dataset::prepareClip(source, settings);
    if (const auto* refused = std::get_if<Refused>(&made.value()))
      throw std::runtime_error(std::string(dataset::name(refused->why)) + ": " + refused->detail);
    return std::get<Clip>(std::move(*made));
  }
  // Of a video that FFmpeg makes from the first talker's.
  fs::path made(const std::string& arguments, const char* ending = ".mkv") {
    const fs::path file = folder / ("made" + std::to_string(++made_) + ending);
    if (!makeMedia(file, arguments, talker(0).video))
      throw std::runtime_error("FFmpeg cannot make " + arguments);
    return file;
  }
  const test_support::TempFolder folder;

 private:
  int made_ = 0;
};

TEST_F(AClip, IsASquareAroundTheFaceWithItsSound) {
  const Clip clip = clipOf({.video = talker(0).video});
  ASSERT_EQ(clip.info.frames, 50);
  ASSERT_EQ(clip.edge, 160);
  ASSERT_EQ(clip.pictures.size(), 50U * 160 * 160 * 3);
  ASSERT_EQ(clip.boxes.size(), 50U * 4);
  ASSERT_EQ(clip.landmarks.size(), 50U * 136);
  ASSERT_EQ(clip.sound.size(), 50U * 640);
  const auto own = media::readSpeech(talker(0).video, true);
  EXPECT_TRUE(std::equal(own.begin(), own.begin() + 50 * 640, clip.sound.begin()));
  for (std::int64_t k = 0; k < 50; ++k) {
    const std::int16_t* box = &clip.boxes[static_cast<std::size_t>(k) * 4];
    const base::Rect rule = talklip::faceBox(pointsOf(clip, k), 160, 160);
    EXPECT_EQ(box[0], rule.x);
    EXPECT_EQ(box[1], rule.y);
    EXPECT_EQ(box[2], rule.x + rule.width);
    EXPECT_EQ(box[3], rule.y + rule.height);
    EXPECT_NEAR(std::max(rule.width, rule.height), 0.55 * 160, 0.05 * 160);
    EXPECT_NEAR(box[0] + box[2], 160, 2 * 0.09 * 160);
    EXPECT_NEAR(box[1] + box[3], 160, 2 * 0.09 * 160);
  }
}

TEST_F(AClip, HasPointsThatLieOnItsPictures) {
  const Clip clip = clipOf({.video = talker(1).video}, {.edge = 200});
  for (const std::int64_t k : {3, 27, 49}) {
    const auto found = face::detect(greyOf(pictureOf(clip, k)), face::landmarkFile());
    ASSERT_EQ(found.size(), 1U);
    const face::Landmarks points = pointsOf(clip, k);
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) sum += base::distance(points[i], found[0].points[i]);
    // Points found anew without the smoothing over time, in a smaller picture.
    EXPECT_LT(sum / 68, 0.015 * 200) << k;
  }
}

TEST_F(AClip, IsTheSameEachTime) {
  const Clip first = clipOf({.video = talker(0).video}, {.edge = 96}),
             second = clipOf({.video = talker(0).video}, {.edge = 96});
  EXPECT_TRUE(dataset_tests::isSame(first.view(), second.view()));
}

TEST_F(AClip, HasTwentyFivePicturesASecondByNearestTime) {
  for (const char* rate : {"30", "50", "12.5", "24000/1001"}) {
    const fs::path video = made("-i {in} -r " + std::string(rate) + " -c:v ffv1 -c:a copy");
    dataset::Footage footage({.video = video}, {});
    ASSERT_NEAR(static_cast<double>(footage.frames()), 50, 2)
        << rate << ": FFmpeg gives a whole number of its own";
    const media::VideoInfo& info = footage.video();
    const auto clip = media::indexClip(video);
    double first = -1;
    std::int64_t k = 0;
    ASSERT_TRUE(footage.each(
        [&](const media::Frame& frame) {
          const double seconds = static_cast<double>(frame.pts()) * info.timeBase.value();
          if (first < 0) first = seconds;
          // A time of Matroska is a whole number of thousandths.
          const bool isPastTheLast = k / 25.0 > info.durationSec - 1 / info.frameRate.value();
          EXPECT_TRUE(isPastTheLast ||
                      std::abs(seconds - first - k / 25.0) <= 0.5 / info.frameRate.value() + 0.001)
              << rate << ' ' << k;
          ++k;
        },
        {}));
    EXPECT_EQ(k, footage.frames());
  }
}

TEST_F(AClip, CanBeAPieceOfALongVideo) {
  const fs::path video = made("-i {in} -c:v copy -c:a flac");
  const Clip whole = clipOf({.video = video}), piece = clipOf({.video = video, .first = 15, .frames = 30});
  ASSERT_EQ(piece.info.frames, 30);
  EXPECT_TRUE(std::equal(piece.sound.begin(), piece.sound.end(), whole.sound.begin() + 15 * 640));
}

TEST_F(AClip, HasTheSoundOfAnotherFileWhereThereIsOne) {
  const Clip clip = clipOf({.video = talker(0).video, .sound = talker(1).speech});
  const auto other = media::readSpeech(talker(1).speech);
  EXPECT_TRUE(std::equal(clip.sound.begin(), clip.sound.end(), other.begin()));
}

TEST_F(AClip, IsFilledWithSilenceWhereTheSoundEnds) {
  const Clip clip = clipOf({.video = made("-i {in} -c:v copy -af atrim=end=1.2 -c:a flac")});
  ASSERT_EQ(clip.sound.size(), 50U * 640);
  EXPECT_TRUE(std::all_of(clip.sound.begin() + 31 * 640, clip.sound.end(), [](int v) { return v == 0; }));
  EXPECT_FALSE(std::all_of(clip.sound.begin(), clip.sound.begin() + 29 * 640, [](int v) { return v == 0; }));
}

TEST_F(AClip, KeepsASquarePictureWholeWhereTheCorpusHasCentredTheFace) {
  const fs::path video = made("-i {in} -vf crop=200:200:60:20 -c:v ffv1 -c:a copy");
  const Clip whole = clipOf({.video = video, .isCentred = true}, {.edge = 200});
  media::VideoInfo info;
  dataset::Footage footage({.video = video}, {});
  std::int64_t k = 0, worst = 0;
  footage.each(
      [&](const media::Frame& frame) {
        const base::Image seen = media::toBgr(frame), kept = pictureOf(whole, k++);
        for (std::size_t i = 0; i < seen.data.size(); ++i)
          worst = std::max<std::int64_t>(worst, std::abs(seen.data[i] - kept.data[i]));
      },
      {});
  EXPECT_EQ(worst, 0);
}

TEST_F(AClip, KeepsBoxesThatCameWithIt) {
  std::vector<std::int16_t> boxes;
  for (int k = 0; k < 50; ++k)
    for (const int v : {60 + k % 3, 21, 140, 139}) boxes.push_back(static_cast<std::int16_t>(v));
  base::writeFile(folder / "boxes.npy", dataset::writeNpy(boxes));
  const fs::path video = made("-i {in} -vf crop=200:200:60:20 -c:v ffv1 -c:a copy");
  const Clip kept = clipOf({.video = video, .boxes = folder / "boxes.npy", .isCentred = true}, {.edge = 200});
  EXPECT_EQ(kept.boxes, boxes);
  const Clip half = clipOf({.video = video, .boxes = folder / "boxes.npy", .isCentred = true}, {.edge = 100});
  EXPECT_EQ(half.boxes[4], 31) << "61 / 2, rounded";
  EXPECT_EQ(half.boxes[6], 70);
  const Clip cut = clipOf({.video = video, .boxes = folder / "boxes.npy"}, {.edge = 100});
  EXPECT_NEAR(cut.boxes[7] - cut.boxes[5], 55, 1) << "the square is laid around them";
}

class ARefusal : public AClip {
 protected:
  static std::optional<Refused::Why> whyOf(const dataset::ClipSource& source,
                                           const ClipSettings& settings = {}) {
    const auto made = dataset::prepareClip(source, settings);
    const auto* refused = std::get_if<Refused>(&made.value());
    return refused == nullptr ? std::nullopt : std::optional(refused->why);
  }
  std::optional<Refused::Why> whyOfMade(const std::string& arguments, const char* ending = ".mkv") {
    return whyOf({.video = made(arguments, ending)});
  }
};
using Why = Refused::Why;

TEST_F(ARefusal, NamesAVideoWithoutAFace) {
  EXPECT_EQ(whyOfMade("-i {in} -f lavfi -i testsrc2=size=320x240:rate=25 -t 1.5 -map 1:v -map 0:a"),
            Why::noFace);
}

TEST_F(ARefusal, NamesAFaceThatGoes) {
  EXPECT_EQ(whyOfMade("-i {in} -vf drawbox=color=gray:t=fill:enable='gt(t\\,0.8)' -c:a copy"), Why::faceLost);
}

TEST_F(ARefusal, PassesOverAFaceThatIsCoveredForAMoment) {
  EXPECT_EQ(whyOfMade("-i {in} -vf drawbox=color=gray:t=fill:enable='between(t\\,0.99\\,1.09)' -c:a copy"),
            std::nullopt);
}

TEST_F(ARefusal, NamesTwoFacesThatTalkAlike) {
  EXPECT_EQ(whyOfMade("-i {in} -filter_complex '[0:v]hflip[m];[0:v][m]hstack' -map 0:a"),
            Why::severalMouthsMove);
}

TEST_F(ARefusal, IsNotNeededWhereOneOfTwoFacesRests) {
  for (const char* order : {"[0:v][still]", "[still][0:v]"}) {
    const std::string arguments =
        "-i {in} -filter_complex \"[0:v]select=eq(n\\,0),loop=-1:1,setpts=N/25/TB,hflip[still];" +
        std::string(order) + "hstack=shortest=1[v]\" -map [v] -map 0:a -c:v ffv1";
    const Clip clip = clipOf({.video = made(arguments)});
    const Clip alone = clipOf({.video = talker(0).video});
    double most = 0;
    for (std::size_t i = 0; i < alone.landmarks.size(); ++i)
      most = std::max(most, static_cast<double>(std::abs(clip.landmarks[i] - alone.landmarks[i])));
    EXPECT_LT(most, 8) << "the talking one's points, found beside another face";
  }
}

TEST_F(ARefusal, NamesSoundThatIsNotThere) {
  EXPECT_EQ(whyOfMade("-i {in} -an -c:v copy"), Why::noSound);
  EXPECT_EQ(whyOfMade("-i {in} -f lavfi -i anullsrc=r=16000:cl=mono -map 0:v -map 1:a -shortest -c:v copy"),
            Why::silent);
}

TEST_F(ARefusal, IsNotNeededWithoutSoundWhereSilenceWillDo) {
  const Clip clip = clipOf({.video = made("-i {in} -an -c:v copy")}, {.needsSound = false});
  EXPECT_EQ(clip.sound, std::vector<std::int16_t>(50 * 640, 0));
}

TEST_F(ARefusal, NamesAVideoThatIsTooShort) {
  EXPECT_EQ(whyOfMade("-i {in} -frames:v 9"), Why::tooShort);
  EXPECT_EQ(whyOfMade("-i {in} -frames:v 1", ".png"), Why::tooShort);
}

TEST_F(ARefusal, NamesWhatCannotBeRead) {
  const std::string whole = base::readFile(talker(0).video);
  base::writeFile(folder / "cut.mp4", whole.substr(0, whole.size() / 2));
  base::writeFile(folder / "text.mp4", "no video");
  base::writeFile(folder / "empty.mp4", "");
  const auto why = [&](const fs::path& video) { return whyOf({.video = video}); };
  EXPECT_EQ(why(folder / "text.mp4"), Why::unreadable);
  EXPECT_EQ(why(folder / "empty.mp4"), Why::unreadable);
  EXPECT_EQ(why(folder / "missing.mp4"), Why::unreadable);
  EXPECT_EQ(why(talker(0).speech), Why::unreadable) << "sound alone";
  EXPECT_TRUE(why(folder / "cut.mp4").has_value());
  EXPECT_EQ(whyOf({.video = talker(0).video, .sound = folder / "text.mp4"}), Why::unreadable);
  base::writeFile(folder / "short.npy", dataset::writeNpy(std::vector<std::int16_t>{1, 1, 99, 99}));
  EXPECT_EQ(whyOf({.video = talker(0).video, .boxes = folder / "short.npy"}), Why::unreadable);
  EXPECT_EQ(whyOf({.video = talker(0).video, .boxes = folder / "text.mp4"}), Why::unreadable);
}

TEST_F(ARefusal, IsNoneOfAVideoWhereTheLandmarksAreMissing) {
  EXPECT_THROW(dataset::prepareClip({.video = talker(0).video}, {.landmarks = folder / "none.dat"}),
               base::Error);
}

TEST_F(AClip, IsNoneWhenItIsStopped) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(dataset::prepareClip({.video = talker(0).video}, {}, stop.get_token()), std::nullopt);
}

}  // namespace
