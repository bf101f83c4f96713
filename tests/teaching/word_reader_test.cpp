#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "models/word_reader/reader.h"
#include "models/word_reader/training/train.h"
#include "tests/support/temp_folder.h"
#include "tests/teaching/made_set.h"

namespace {

using namespace word_reader;

dataset::ClipInfo info(const std::string& text) {
  return {.name = text, .speaker = {}, .text = text, .words = {}, .frames = 0};
}

TEST(Vocabulary, GroupsWordsByTheirPlaceWhereSentencesHaveAPattern) {
  const dataset::ClipInfo a = info("bin blue at"), b = info("lay red at"), c = info("bin red by");
  const Vocabulary words = vocabularyOf({&a, &b, &c});
  EXPECT_EQ(words.words, (std::vector<std::string>{"at", "bin", "blue", "by", "lay", "red"}));
  EXPECT_EQ(words.groupOf(words.classOf("bin")), (std::vector<std::int64_t>{2, 5}));
  EXPECT_EQ(words.groupOf(words.classOf("at")), (std::vector<std::int64_t>{1, 4}));
  EXPECT_EQ(words.classOf("green"), -1);
  EXPECT_EQ(fromMetadata(toMetadata(words)), words);
}

TEST(Vocabulary, IsOneGroupWhereThereIsNoPattern) {
  const dataset::ClipInfo a = info("bin blue"), b = info("blue bin"), c = info("one two three");
  for (const auto& clips : {std::vector{&a, &b}, std::vector{&a, &c}}) {
    const Vocabulary words = vocabularyOf(clips);
    ASSERT_EQ(words.groups.size(), 1U);
    EXPECT_EQ(words.groups[0].size(), words.words.size());
  }
}

TEST(Vocabulary, OfADamagedModelIsRefused) {
  const Vocabulary words = vocabularyOf({});
  for (const std::map<std::string, std::string>& metadata : {std::map<std::string, std::string>{},
                                                             {{"words", "a b"}, {"groups", "1 7"}},
                                                             {{"words", "a b"}, {"groups", "0"}}})
    EXPECT_THROW(fromMetadata(metadata), base::Error);
}

class Reading : public testing::Test {
 protected:
  void SetUp() override {
    at::set_num_threads(1);
    std::vector<dataset::Clip> clips;
    // Every word in both places, in sentences of which some are kept for judging.
    for (int a = 0; a < 4; ++a)
      for (int b = 4; b < 8; ++b)
        clips.push_back(teaching::madeClip("c" + std::to_string(10 * a + b), {a, b},
                                           (a + b) % 4 == 0 ? dataset::Part::valid : dataset::Part::train,
                                           5 * a));
    teaching::writeSet(folder_.path() / "set", clips);
  }
  test_support::TempFolder folder_;
};

TEST_F(Reading, LearnsToReadSentencesThatItHasNotSeen) {
  const dataset::Set set(folder_.path() / "set");
  ReaderPlan plan{.size = {.front = 8, .width = 32, .layers = 2}, .batch = 4, .epochs = 60, .dropout = 0.1};
  const ReaderTraining training(set, plan);
  training::RunSettings run;
  run.folder = folder_.path() / "run";
  run.steps = training.stepsOfAll();
  run.validateEvery = run.steps;
  const auto alone = training::alone();
  training::run(run, training.begin(), training.task(), *alone);
  const Reader reader(run.folder / "models/word_reader.safetensors");
  int right = 0, count = 0;
  for (const std::size_t clip : set.clipsOf(dataset::Part::valid))
    for (const WordRead& word : reader.readAligned(set.clip(clip))) right += word.read == word.said, ++count;
  EXPECT_EQ(count, 8);
  EXPECT_GE(right, 5);  // chance: 2
  EXPECT_EQ(reader.vocabulary().groups.size(), 2U);
}

TEST_F(Reading, WordsThatItDoesNotKnowAreLeftOut) {
  at::manual_seed(1);
  const dataset::ClipInfo known = info("ba fo");
  const Vocabulary vocabulary = vocabularyOf({&known});
  const Reader reader(makeWeights(vocabulary.classes(), {.front = 4, .width = 16, .layers = 1}), vocabulary);
  const dataset::Clip clip = teaching::madeClip("x", {0, 7}, dataset::Part::test);
  const auto words = reader.readAligned(clip.view());
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].said, "ba");
}

}  // namespace
