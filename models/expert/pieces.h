#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace expert {

// Pieces of words, with the logarithm of how often each is used (Kudo 2018, unigram model). They are learnt
// by sentencepiece's program (spm_train); its library brings a protobuf that does not go together with
// LibTorch's, so that its model is read, and texts are divided, here.
struct Piece {
  std::string text;  // a blank before a word is U+2581
  float logProb = 0;
  friend bool operator==(const Piece&, const Piece&) = default;
};

// At most `count` pieces without the four special symbols, as sentencepiece numbers them. Throws
// Error(noTexts) naming what is missing.
std::vector<Piece> learntPieces(const std::vector<std::string>& texts, std::size_t count);

// All entries of a sentencepiece model (ModelProto: repeated field 1 of piece 1, score 2). Throws
// Error(modelForeign).
std::vector<Piece> piecesOf(std::string_view model);

// The likeliest division of a text, its blanks as one U+2581 before every word. A character that no piece has
// stands alone.
std::vector<std::string> divided(const std::string& text, const std::vector<Piece>& pieces);

}  // namespace expert
