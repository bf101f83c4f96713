// GRID's clips of real people, where their folder is there.
#include <gtest/gtest.h>

#include <algorithm>

#include "models/dataset/head.h"
#include "models/dataset/layout.h"
#include "models/dataset/prepare_clip.h"
#include "tests/support/make_media.h"

namespace {

namespace fs = std::filesystem;

class ARealClip : public testing::Test {
 protected:
  void SetUp() override {
    media = test_support::realMedia(REDUB_MEDIA_DEFAULT);
    if (media.empty() || !fs::exists(media / "grid")) GTEST_SKIP() << "the folder of real clips is not there";
  }
  fs::path media;
};

dataset::Head headOf(const dataset::Clip& clip) {
  dataset::Head head(static_cast<std::size_t>(clip.info.frames));
  for (std::size_t k = 0; k < head.size(); ++k)
    for (std::size_t i = 0; i < 68; ++i)
      head[k][i] = {clip.landmarks[k * 136 + 2 * i], clip.landmarks[k * 136 + 2 * i + 1]};
  return head;
}

TEST_F(ARealClip, OfGridIsSeenAndHeard) {
  const dataset::Corpus corpus = dataset::readCorpus(media / "grid");
  EXPECT_EQ(corpus.layout, dataset::Layout::grid);
  EXPECT_EQ(corpus.sources.size(), 824U);
  std::vector<dataset::Clip> clips;
  for (const char* name : {"s1/bbaf4p", "s2/bbaf1n", "s31/bbac2n"}) {
    const auto source = std::ranges::find(corpus.sources, name, [](const auto& s) { return s.info.name; });
    ASSERT_NE(source, corpus.sources.end()) << name;
    EXPECT_EQ(source->info.words.size(), 6U);
    const auto made = dataset::prepareClip(source->files, {});
    const auto* clip = std::get_if<dataset::Clip>(&made.value());
    ASSERT_NE(clip, nullptr) << name;
    EXPECT_EQ(clip->info.frames, 75);
    EXPECT_EQ(clip->sound.size(), 75U * 640);
    EXPECT_TRUE(
        std::ranges::all_of(clip->landmarks, [](float v) { return v > 0.2F * 160 && v < 0.85F * 160; }));
    for (std::size_t i = 0; i < clip->boxes.size(); i += 4) {
      EXPECT_NEAR(clip->boxes[i + 3] - clip->boxes[i + 1], 0.55 * 160, 5);
      EXPECT_NEAR(clip->boxes[i] + clip->boxes[i + 2], 160, 8);
    }
    clips.push_back(*clip);
  }
  // Genuine speech follows; that of another sentence at the same time does not.
  for (std::size_t i = 0; i < clips.size(); ++i) {
    const double own = dataset::mouthFollows(headOf(clips[i]), clips[i].sound);
    EXPECT_GT(own, 0.4) << i;
    for (std::size_t k = 0; k < clips.size(); ++k) {
      if (k == i) continue;
      EXPECT_GT(own, dataset::mouthFollows(headOf(clips[i]), clips[k].sound) + 0.1) << i << ' ' << k;
    }
  }
}

// Two people say two sentences side by side, and one of them is heard.
TEST_F(ARealClip, ShowsWhomOneHears) {
  const fs::path left = media / "grid/s1/bbal8p.mkv", right = media / "grid/s4/bbaf2a.mkv";
  ASSERT_TRUE(fs::exists(right));
  const test_support::TempFolder folder;
  for (const bool isRight : {false, true}) {
    const fs::path both = folder / "both.mkv";
    ASSERT_TRUE(test_support::makeMedia(both,
                                        "-i {in} -i " + test_support::quoted(right.string()) +
                                            " -filter_complex '[0:v][1:v]hstack' -map " +
                                            (isRight ? "1" : "0") + ":a -c:v ffv1 -c:a flac",
                                        left));
    const auto made = dataset::prepareClip({.video = both}, {}),
               alone = dataset::prepareClip({.video = isRight ? right : left}, {});
    const auto* clip = std::get_if<dataset::Clip>(&made.value());
    ASSERT_NE(clip, nullptr);
    const auto& expected = std::get<dataset::Clip>(alone.value());
    double difference = 0;
    const std::size_t values =
        std::min(clip->landmarks.size(), expected.landmarks.size());  // 75 and 74 pictures
    for (std::size_t i = 0; i < values; ++i)
      difference += std::abs(clip->landmarks[i] - expected.landmarks[i]) / static_cast<double>(values);
    EXPECT_LT(difference, 2) << "in pixels";
  }
}

TEST_F(ARealClip, OfTwoPeopleWhoTalkOverEachOtherIsRefused) {
  const auto made = dataset::prepareClip({.video = media / "two_people_720p.mp4"}, {});
  const auto* refused = std::get_if<dataset::Refused>(&made.value());
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->why, dataset::Refused::Why::severalMouthsMove);
}

}  // namespace
