#include "models/judging/lip_reader.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.h"
#include "models/expert/expert.h"
#include "models/expert/sizes.h"
#include "models/metrics/words.h"
#include "models/safetensors.h"
#include "models/training/initial_weights.h"
#include "tests/judging/clips.h"
#include "tests/support/temp_folder.h"

namespace {

using judging::Score;
using judging_tests::second;
using word_reader::WordRead;

class ALipReader : public testing::Test {
 protected:
  static judging::Order orderOf(std::optional<std::size_t> speech) {
    static const dataset::Set set(judging_tests::talkers());
    return judging::orderOf(set, 0, speech);
  }
  const test_support::TempFolder folder;
};

TEST_F(ALipReader, IsAskedForWordsAtTheirTimesAndFreely) {
  judging_tests::writeReader(folder / "reader.safetensors", 1);
  const auto reader = judging::openReader("small", folder / "reader.safetensors");
  const word_reader::Reader model(folder / "reader.safetensors");
  const dataset::ClipView clip = second(0, 0).view();
  const judging::ReadClip found = judging::readingScores(reader, orderOf({}), clip);
  const std::vector<WordRead> aligned = model.readAligned(clip);
  ASSERT_EQ(aligned.size(), 3U);
  const auto right = std::ranges::count_if(aligned, [](const auto& word) { return word.read == word.said; });
  EXPECT_EQ(found.scores.at("words:small"), (Score{static_cast<double>(right), 3}));
  std::string text;
  for (const WordRead& word : model.readFreely(clip)) text += (text.empty() ? "" : " ") + word.read;
  EXPECT_EQ(found.text, text);
  const auto errors = static_cast<double>(metrics::wordErrors(text, "bob opens doors").errors);
  EXPECT_EQ(found.scores.at("wer:small"), (Score{errors, 3}));
  EXPECT_FALSE(found.scores.contains("leak:small")) << "its own speech cannot leak";
}

// Says what it is told, whatever it sees.
judging::LipReader parrot(const std::string& word) {
  return {.name = "parrot",
          .aligned =
              [word](const dataset::ClipView& clip) {
                std::vector<WordRead> read;
                for (const dataset::Word& w : clip.info->words)
                  read.push_back({word, 1, w.begin, w.end, w.text});
                return read;
              },
          .freely = [word](const dataset::ClipView&) { return word; }};
}

TEST_F(ALipReader, TellsWhatLeaksOfTheRecordedWords) {
  const judging::Order order = orderOf(1);
  ASSERT_EQ(order.recorded.info->text, "bob opens doors");
  ASSERT_EQ(order.wanted.info->text, "papa opens barns");
  const auto scores = [&](const char* word) {
    return judging::readingScores(parrot(word), order, order.wanted).scores;
  };
  EXPECT_EQ(scores("barns").at("words:parrot"), (Score{1, 3}));
  EXPECT_EQ(scores("barns").at("leak:parrot"), (Score{0, 2})) << "'opens' is said by both";
  EXPECT_EQ(scores("bob").at("words:parrot"), (Score{0, 3}));
  EXPECT_EQ(scores("bob").at("leak:parrot"), (Score{1, 2}));
  EXPECT_EQ(scores("opens").at("words:parrot"), (Score{1, 3}));
  EXPECT_EQ(scores("opens").at("leak:parrot"), (Score{0, 2}));
  EXPECT_EQ(scores("opens").at("wer:parrot"), (Score{2, 3}));
}

TEST_F(ALipReader, IsNotMeasuredOnWordsThatNobodyKnows) {
  dataset::Clip clip = second(0, 0);
  clip.info.words.clear();
  EXPECT_FALSE(
      judging::readingScores(parrot("bob"), orderOf({}), clip.view()).scores.contains("words:parrot"));
  clip.info.text.clear();
  EXPECT_TRUE(judging::readingScores(parrot("bob"), orderOf({}), clip.view()).scores.empty());
}

TEST_F(ALipReader, MayBeAnExpertThatSeesThePicturesAlone) {
  const auto dictionary =
      expert::Dictionary::learnt(expert::Dictionary::Units::words, {"bob opens doors", "papa opens barns"});
  expert::Widths widths = expert::widths("small", static_cast<std::int64_t>(dictionary.symbols().size()));
  widths.encoder = {.layers = 1, .dim = 64, .ffn = 64, .picture = 4};
  widths.decoder.layers = 1, widths.decoder.dim = 64, widths.decoder.ffn = 64;
  at::manual_seed(1);
  expert::Expert expert{training::initialWeights(expert::specs(widths)), dictionary};
  expert::writeExpert(expert, folder / "expert.safetensors");
  const auto reader = judging::openReader("expert", folder / "expert.safetensors");
  const dataset::ClipView clip = second(0, 0).view();
  const std::vector<WordRead> aligned = reader.aligned(clip);
  const auto guesses = expert::guessWords(expert, clip, expert::Sees::picture);
  ASSERT_EQ(aligned.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(aligned[i].said, clip.info->words[i].text);
    EXPECT_EQ(aligned[i].begin, clip.info->words[i].begin);
    EXPECT_EQ(aligned[i].read, guesses[i].read);
  }
  dataset::Clip later = second(0, 0);
  later.info.words.erase(later.info.words.begin());
  const std::vector<WordRead> rest = reader.aligned(later.view());
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest[0].read, guesses[1].read) << "the words before it are known from the text";
  const std::string text = reader.freely(clip);
  EXPECT_EQ(
      text,
      expert::read(expert::readExpert(folder / "expert.safetensors"), clip, expert::Sees::picture).text);
  dataset::Clip silent = second(0, 0);
  std::ranges::fill(silent.sound, std::int16_t{0});
  EXPECT_EQ(reader.freely(silent.view()), text);
  EXPECT_TRUE(judging::readingScores(reader, orderOf({}), clip).scores.contains("wer:expert"));
}

TEST_F(ALipReader, ThatWritesCharactersHasNoWordsToChooseFrom) {
  const auto dictionary =
      expert::Dictionary::learnt(expert::Dictionary::Units::characters, {"bob opens doors"});
  expert::Widths widths = expert::widths("small", static_cast<std::int64_t>(dictionary.symbols().size()));
  widths.encoder = {.layers = 1, .dim = 64, .ffn = 64, .picture = 4};
  widths.decoder.layers = 1, widths.decoder.dim = 64, widths.decoder.ffn = 64;
  expert::writeExpert({training::initialWeights(expert::specs(widths)), dictionary},
                      folder / "expert.safetensors");
  EXPECT_FALSE(judging::openReader("expert", folder / "expert.safetensors").aligned);
}

TEST_F(ALipReader, IsNoOtherModel) {
  models::writeSafetensors(models::Safetensors{.tensors = {}, .metadata = {{"kind", "talker"}}},
                           folder / "talker.safetensors");
  try {
    judging::openReader("x", folder / "talker.safetensors");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), base::Fault::modelForeign);
    EXPECT_EQ(e.path(), folder / "talker.safetensors");
  }
}

}  // namespace
