#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/expert/pieces.h"

namespace expert {

// Text as the tokens of a lip reader: 0 <s>, 1 <pad>, 2 </s>, 3 <unk>, then words, characters (a blank is
// U+2581), or pieces of sentencepiece's unigram model (Kudo 2018). Immutable; any thread.
class Dictionary {
 public:
  enum class Units : std::uint8_t { words, characters, pieces };
  // What is learnt from texts (lower case). `pieces`: how many symbols in all, at most; fewer where the texts
  // do not give as many.
  static Dictionary learnt(Units units, const std::vector<std::string>& texts, std::size_t pieces = 1000);
  // As toText() wrote it. Throws Error(modelForeign).
  static Dictionary fromText(const std::string& text);

  const std::vector<std::string>& symbols() const { return symbols_; }
  Units units() const { return units_; }
  // Ends with </s>. Lower-cased; what is not known becomes <unk>.
  std::vector<std::int64_t> tokens(const std::string& text) const;
  std::string text(const std::vector<std::int64_t>& tokens) const;
  std::string toText() const;

 private:
  Units units_ = Units::words;
  std::vector<std::string> symbols_;
  std::vector<Piece> pieces_;  // those of symbols_ behind the special ones, where the units are pieces
};

const char* name(Dictionary::Units units);

}  // namespace expert
