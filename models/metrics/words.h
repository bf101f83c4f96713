#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace metrics {

// Sentencepieces to text: pieces joined, blanks dropped, "▁" becomes a blank. `symbols`: the dictionary;
// tokens 0..3 (<s>, <pad>, </s>, <unk>) and those beyond it are left out.
std::string textOf(std::span<const std::int64_t> tokens, std::span<const std::string> symbols);

struct WordErrors {
  std::size_t errors = 0;  // substitutions, insertions, deletions (Levenshtein distance of words)
  std::size_t words = 0;   // of the reference
};
// Of texts in lower case, divided at blanks. A corpus's rate is the sum of errors over the sum of words.
WordErrors wordErrors(const std::string& read, const std::string& reference);

}  // namespace metrics
