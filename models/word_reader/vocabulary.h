#pragma once
#include <map>
#include <string>
#include <vector>

#include "models/dataset/clip.h"

namespace word_reader {

// What a reader of words can read. Class 0 is silence, class i the word words[i - 1].
struct Vocabulary {
  std::vector<std::string> words;  // sorted
  // Words that can stand in the place of each other, as in a corpus whose sentences have one pattern: the
  // classes among which a word of known place is chosen. One group of all words where there is no pattern.
  std::vector<std::vector<std::int64_t>> groups;

  std::int64_t classes() const { return static_cast<std::int64_t>(words.size()) + 1; }
  std::int64_t classOf(const std::string& word) const;  // -1: not known
  const std::vector<std::int64_t>& groupOf(std::int64_t word) const;
  friend bool operator==(const Vocabulary&, const Vocabulary&) = default;
};

// The words of these clips. Groups are made where all texts have one length and no word stands in two places.
Vocabulary vocabularyOf(const std::vector<const dataset::ClipInfo*>& clips);

// As a model's metadata hold it.
std::map<std::string, std::string> toMetadata(const Vocabulary& vocabulary);
Vocabulary fromMetadata(const std::map<std::string, std::string>& metadata);

}  // namespace word_reader
