#include "models/judging/system.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/encode/wave_file.h"
#include "models/dataset/clip_video.h"
#include "models/expert/sizes.h"
#include "models/talklip/training/paint_clip.h"
#include "models/training/initial_weights.h"
#include "models/training/model_file.h"
#include "tests/dataset/talkers.h"
#include "tests/judging/clips.h"
#include "tests/support/make_media.h"

namespace {

namespace fs = std::filesystem;
using judging::Made;
using judging::Order;
using judging_tests::second;
using testing::HasSubstr;

const dataset::Set& talkers() {
  static const dataset::Set set(judging_tests::talkers());
  return set;
}

class ASystem : public testing::Test {
 protected:
  static Made made(const judging::System& system, const Order& order) {
    return system.make(order, {}).value();
  }
  fs::path video(const dataset::ClipView& clip, const dataset::VideoForm& form, const std::string& name) {
    const fs::path file = folder / "videos" / name;
    fs::create_directories(file.parent_path());
    media::writeWave(folder / "sound.wav", clip.sound, 16000);
    dataset::writeVideo(clip, folder / "sound.wav", form, file);
    return file;
  }
  // How many pictures have other bytes within rows first..last-1 and columns left..right-1.
  static int differing(const dataset::ClipView& a, const dataset::ClipView& b, int first, int last, int left,
                       int right) {
    int count = 0;
    for (std::int64_t k = 0; k < a.info->frames; ++k) {
      bool isSame = true;
      for (int y = first; y < last; ++y) {
        const auto at = static_cast<std::size_t>(((k * 160 + y) * 160 + left) * 3);
        const auto size = static_cast<std::size_t>(3 * (right - left));
        isSame = isSame && std::ranges::equal(a.pictures.subspan(at, size), b.pictures.subspan(at, size));
      }
      count += isSame ? 0 : 1;
    }
    return count;
  }
  const test_support::TempFolder folder;
  const fs::path videos = folder / "videos";
};

TEST_F(ASystem, ThatIsRealGivesTheRecordedPictures) {
  const Order order = judging::orderOf(talkers(), 0, 1);
  const judging::System real = judging::openSystem("truth", "real", folder / "work", 1);
  EXPECT_TRUE(real.isReal);
  EXPECT_TRUE(dataset_tests::isSame(made(real, order).clip.view(), order.wanted));
}

// 35 pictures of a talker, so that the pictures run backwards for a speech of 50.
TEST_F(ASystem, ThatIsAModelPaintsTheMouthAndNothingElse) {
  std::vector<dataset::Clip> clips{second(0, 0), second(0, 1)};
  dataset::Clip& speech = clips[1];
  const auto copy = [](auto& values) {
    values.insert(values.end(), values.begin(), values.begin() + std::ssize(values) * 2 / 5);
  };
  copy(speech.sound), copy(speech.pictures), copy(speech.boxes), copy(speech.landmarks);
  speech.info.frames = 35;
  const dataset::Set set = judging_tests::setOf(folder / "set", clips);
  const judging::System builtin = judging::openSystem("ours", "builtin", folder / "work", 1);
  for (const std::optional<std::size_t> words :
       {std::optional<std::size_t>(), std::optional<std::size_t>(1)}) {
    const Order order = judging::orderOf(set, 0, words);
    const Made dub = made(builtin, order);
    ASSERT_EQ(dub.missing, "");
    const dataset::ClipView clip = dub.clip.view();
    ASSERT_EQ(clip.info->frames, words ? 35 : 25);
    EXPECT_EQ(*clip.info, *order.wanted.info);
    EXPECT_TRUE(std::ranges::equal(clip.boxes, order.wanted.boxes));
    EXPECT_TRUE(std::ranges::equal(clip.sound, order.wanted.sound));
    EXPECT_EQ(differing(clip, order.wanted, 0, 50, 0, 160), 0)
        << "nothing is lost, and pictures are in order";
    EXPECT_GT(differing(clip, order.wanted, 80, 130, 40, 120), 15);
  }
  EXPECT_FALSE(fs::exists(folder / "work"));
}

TEST_F(ASystem, ThatIsAModelMissesASilentSpeechAndTellsWhy) {
  dataset::Clip silent = second(0, 0);
  std::ranges::fill(silent.sound, std::int16_t{0});
  const dataset::Set set = judging_tests::setOf(folder / "set", {silent});
  const judging::System builtin = judging::openSystem("ours", "builtin", folder / "work", 1);
  EXPECT_THAT(made(builtin, judging::orderOf(set, 0, {})).missing, HasSubstr("speechSilent"));
}

TEST_F(ASystem, ThatIsUnknownIsRefused) {
  try {
    judging::openSystem("x", "no-such-model", folder / "work", 1);
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), base::Fault::modelUnknown);
  }
}

TEST_F(ASystem, ThatIsATalkLipFilePaintsAsThePaperDoes) {
  architecture::ImageWidths narrow;
  for (std::int64_t& channels : narrow.encoder) channels /= 16;
  for (std::int64_t& channels : narrow.decoder) channels /= 16;
  narrow.output = 2;
  at::manual_seed(5);
  const networks::Weights weights = training::initialWeights(
      architecture::talkLip(narrow, {.layers = 1, .dim = 64, .ffn = 64, .picture = 4}));
  training::writeWeights(weights, {}, folder / "talklip.safetensors");
  const Order order = judging::orderOf(talkers(), 0, 1);
  const Made dub = made(judging::openSystem("t", (folder / "talklip.safetensors").string(), {}, 1), order);
  EXPECT_TRUE(
      dataset_tests::isSame(dub.clip.view(), talklip::training::paintClip(weights, order.wanted).view()));
}

TEST_F(ASystem, OfVideosTakesThemAsTheyAre) {
  const dataset::Clip& other = second(1, 0);
  video(other.view(), dataset::losslessVideo(), "ann/1.mkv");
  const Order order = judging::orderOf(talkers(), 0, {});
  const Made found = made(judging::openSystem("v", videos.string(), {}, 1), order);
  EXPECT_FALSE(found.isPrepared);
  EXPECT_EQ(found.clip.pictures, other.pictures) << "of the video";
  EXPECT_TRUE(std::ranges::equal(found.clip.landmarks, order.recorded.landmarks)) << "of the recorded clip";
  EXPECT_TRUE(std::ranges::equal(found.clip.sound, order.recorded.sound));
}

TEST_F(ASystem, OfVideosPreparesThoseOfAnotherSize) {
  const fs::path lossless = video(second(0, 0).view(), dataset::losslessVideo(), "ann/x.mkv");
  ASSERT_TRUE(test_support::makeMedia(videos / "ann/1.mp4",
                                      "-i {in} -vf scale=240:240,pad=320:240:40:0 -crf 4", lossless));
  const Order order = judging::orderOf(talkers(), 0, {});
  const Made found = made(judging::videos("v", videos), order);
  ASSERT_EQ(found.missing, "");
  EXPECT_TRUE(found.isPrepared);
  EXPECT_EQ(*found.clip.info.words.data(), *order.recorded.info->words.data());
  EXPECT_EQ(found.clip.info.frames, 25);
  EXPECT_EQ(found.clip.pictures.size(), 25U * 160 * 160 * 3);
  EXPECT_EQ(found.clip.landmarks.size(), 25U * 136);
}

TEST_F(ASystem, OfVideosFillsAFewPicturesUpAndMissesMany) {
  const auto cut = [&](std::int64_t frames, const char* name) {
    dataset::Clip clip = second(0, 0);
    clip.info.frames = frames;
    video(clip.view(), dataset::losslessVideo(), name);
  };
  cut(24, "ann/1.mkv");
  cut(15, "ann/2.mkv");
  const judging::System system = judging::videos("v", videos);
  const Made little = made(system, judging::orderOf(talkers(), 0, {}));
  ASSERT_EQ(little.clip.pictures.size(), 25U * 160 * 160 * 3);
  const std::size_t one = 160 * 160 * 3;
  EXPECT_TRUE(std::equal(little.clip.pictures.begin() + 24 * one, little.clip.pictures.end(),
                         little.clip.pictures.begin() + 23 * one));
  EXPECT_EQ(made(system, judging::orderOf(talkers(), 1, {})).missing, "15 of 25 pictures");
}

TEST_F(ASystem, OfVideosTellsWhatIsMissingOrBroken) {
  fs::create_directories(videos / "bob");
  base::writeFile(videos / "bob/1.mp4", "no video");
  const judging::System system = judging::videos("v", videos);
  EXPECT_EQ(made(system, judging::orderOf(talkers(), 0, {})).missing, "no video");
  EXPECT_THAT(made(system, judging::orderOf(talkers(), 2, {})).missing, HasSubstr("cannot be read"));
  EXPECT_EQ(system.version(talkers().clips()[0]), "");
  const std::string before = system.version(talkers().clips()[2]);
  base::writeFile(videos / "bob/1.mp4", "another one");
  EXPECT_NE(system.version(talkers().clips()[2]), before);
}

}  // namespace
