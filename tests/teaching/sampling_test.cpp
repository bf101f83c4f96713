#include "models/talklip/training/sampling.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <set>

#include "models/networks/lip_reader.h"
#include "tests/teaching/made_set.h"

namespace {

using namespace talklip::training;

TEST(SegmentStarts, AreAsTheAuthorsDrawThem) {
  std::set<std::int64_t> seen;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    std::mt19937_64 random(seed);
    const std::vector<std::int64_t> starts = segmentStarts(75, random);
    ASSERT_FALSE(starts.empty());
    EXPECT_LE(starts.size(), 6U);  // int(0.08 * 75)
    for (std::size_t i = 0; i < starts.size(); ++i) {
      EXPECT_GE(starts[i], 1);
      EXPECT_LE(starts[i], 70);
      if (i > 0) {
        EXPECT_GT(starts[i] - starts[i - 1], 4);
      }
    }
    seen.insert(starts.begin(), starts.end());
  }
  EXPECT_EQ(seen.size(), 70U);  // every start can be drawn
}

TEST(SegmentStarts, OfAShortClipIsOne) {
  std::mt19937_64 random(1);
  EXPECT_EQ(segmentStarts(9, random).size(), 1U);
  for (const std::int64_t frames : {9, 10, 41, 75, 300})
    for (const std::int64_t start : judgedStarts(frames)) EXPECT_LE(start + kSegment, frames);
  EXPECT_EQ(judgedStarts(75),
            (std::vector<std::int64_t>{0, 9, 18, 27, 36, 45, 54, 63}));  // int(0.12 * 75) = 9
}

class SampleOf : public testing::Test {
 protected:
  dataset::Clip clip_ = teaching::madeClip("a", {0, 3, 5}, dataset::Part::train);
  expert::Dictionary words_ = expert::Dictionary::learnt(expert::Dictionary::Units::words, {"ba fo mu"});
};

TEST_F(SampleOf, AClipHidesTheLowerHalfAndShowsAnotherMoment) {
  std::mt19937_64 random(5);
  const Batch batch = sample(clip_.view(), words_, {}, &random);
  const auto n = static_cast<std::int64_t>(batch.places.size());
  ASSERT_EQ(batch.faces.sizes(), (at::IntArrayRef{n, 6, 96, 96}));
  EXPECT_EQ(batch.faces.slice(1, 0, 3).slice(2, 48).abs().max().item<float>(), 0.0F);
  EXPECT_TRUE(at::equal(batch.faces.slice(1, 0, 3).slice(2, 0, 48), batch.real.slice(2, 0, 48)));
  EXPECT_GT(batch.faces.slice(1, 3).slice(2, 48).abs().max().item<float>(), 0.1F);
  for (std::int64_t i = 0; i < n; ++i)
    EXPECT_TRUE(
        at::equal(batch.real[i], crop(clip_.view(), batch.places[static_cast<std::size_t>(i)].frame)));
  EXPECT_EQ(batch.wanted.size(1), 4);  // three words and the end
  EXPECT_EQ(batch.written[0][0].item<std::int64_t>(), networks::kEndOfText);
}

TEST_F(SampleOf, JudgingShowsTheFirstPicture) {
  const Batch batch = sample(clip_.view(), words_, {SoundEncoder::local}, nullptr);
  for (std::int64_t i = 0; i < batch.faces.size(0); ++i)
    EXPECT_TRUE(at::equal(batch.faces[i].slice(0, 3), crop(clip_.view(), 0)));
  EXPECT_EQ(batch.mel.sizes(), (at::IntArrayRef{batch.faces.size(0), 1, 80, 16}));
}

TEST_F(SampleOf, ClipsOfUnequalLengthGoTogetherAndApart) {
  const dataset::Clip shorter = teaching::madeClip("b", {1}, dataset::Part::train);
  std::mt19937_64 random(2);
  const Batch a = sample(clip_.view(), words_, {}, &random);
  const Batch b = sample(shorter.view(), words_, {}, &random);
  const Batch both = joined({a, b});
  EXPECT_EQ(both.sound.sizes(), (at::IntArrayRef{2, 32, 104}));
  EXPECT_EQ(both.padding[1].sum().item<std::int64_t>(), 32 - 16);
  EXPECT_EQ(both.wanted[1][3].item<std::int64_t>(), networks::kPad);
  const Batch again = part(both, 1, 2);
  EXPECT_TRUE(at::equal(again.faces, b.faces) && at::equal(again.real, b.real));
  EXPECT_EQ(again.places.front().clip, 0);
}

}  // namespace
