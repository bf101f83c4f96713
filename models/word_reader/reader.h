#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "models/dataset/clip.h"
#include "models/networks/weights.h"
#include "models/word_reader/vocabulary.h"

namespace word_reader {

struct WordRead {
  std::string read;
  double score = 0;           // probability of `read` among its group, or of the path's pictures
  double begin = 0, end = 0;  // pictures
  std::string said;           // the word of the alignment; empty when read freely
};
std::string textOf(const std::vector<WordRead>& words);  // what was read, with blanks between

// The yardstick of lips: what a small network, taught on real people, reads from a clip. One thread.
class Reader {
 public:
  Reader(networks::Weights weights, Vocabulary vocabulary);
  // Throws Error: notFound, unreadable.
  explicit Reader(const std::filesystem::path& model);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  // Words whose times are known (clip.info->words), each chosen among its group; words it does not know are
  // left out.
  std::vector<WordRead> readAligned(const dataset::ClipView& clip) const;
  // The likeliest words at any times: best path of the CTC output.
  std::vector<WordRead> readFreely(const dataset::ClipView& clip) const;

 private:
  networks::Weights weights_;
  Vocabulary vocabulary_;
};

// Words and card text into one file, in half precision.
void writeReader(const networks::Weights& weights, const Vocabulary& vocabulary,
                 const std::filesystem::path& path);

// Logits [T, classes] -> mean log-probabilities of a word's pictures over the classes of `group` [group].
at::Tensor scoresOf(const at::Tensor& logits, const dataset::Word& word,
                    const std::vector<std::int64_t>& group);

}  // namespace word_reader
