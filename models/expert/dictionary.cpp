#include "models/expert/dictionary.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/base/error.h"
#include "models/metrics/words.h"

namespace expert {
namespace {

const std::vector<std::string> kSpecials{"<s>", "<pad>", "</s>", "<unk>"};
constexpr std::int64_t kEnd = 2, kUnknown = 3;
const std::string kBlank = "\xE2\x96\x81";  // U+2581

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::vector<std::string> wordsOf(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// UTF-8 characters, a blank as kBlank.
std::vector<std::string> charactersOf(const std::string& text) {
  std::vector<std::string> characters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U && !characters.empty())
      characters.back() += text[i];
    else
      characters.emplace_back(1, text[i]);
  }
  for (std::string& c : characters)
    if (c == " ") c = kBlank;
  return characters;
}

}  // namespace

const char* name(Dictionary::Units units) {
  return units == Dictionary::Units::words        ? "words"
         : units == Dictionary::Units::characters ? "characters"
                                                  : "pieces";
}

Dictionary Dictionary::learnt(Units units, const std::vector<std::string>& texts, std::size_t pieces) {
  Dictionary made;
  made.units_ = units;
  made.symbols_ = kSpecials;
  if (units == Units::pieces) {
    made.pieces_ = learntPieces(texts, pieces);
    for (const Piece& piece : made.pieces_) made.symbols_.push_back(piece.text);
    return made;
  }
  std::set<std::string> found;
  for (const std::string& text : texts)
    for (std::string& unit : units == Units::words ? wordsOf(lower(text)) : charactersOf(lower(text)))
      found.insert(std::move(unit));
  made.symbols_.insert(made.symbols_.end(), found.begin(), found.end());
  return made;
}

std::vector<std::int64_t> Dictionary::tokens(const std::string& text) const {
  std::vector<std::string> units;
  if (units_ == Units::pieces)
    units = divided(lower(text), pieces_);
  else
    units = units_ == Units::words ? wordsOf(lower(text)) : charactersOf(lower(text));
  std::vector<std::int64_t> tokens;
  for (const std::string& unit : units) {
    const auto found = std::ranges::find(symbols_, unit);
    tokens.push_back(found == symbols_.end() ? kUnknown : found - symbols_.begin());
  }
  tokens.push_back(kEnd);
  return tokens;
}

std::string Dictionary::text(const std::vector<std::int64_t>& tokens) const {
  if (units_ != Units::words) return metrics::textOf(tokens, symbols_);
  std::string text;
  for (const std::int64_t token : tokens)
    if (token > kUnknown && token < static_cast<std::int64_t>(symbols_.size()))
      text += (text.empty() ? "" : " ") + symbols_[static_cast<std::size_t>(token)];
  return text;
}

std::string Dictionary::toText() const {
  std::vector<float> scores;
  for (const Piece& piece : pieces_) scores.push_back(piece.logProb);
  return nlohmann::json{{"units", name(units_)}, {"symbols", symbols_}, {"scores", scores}}.dump();
}

Dictionary Dictionary::fromText(const std::string& text) {
  try {
    const nlohmann::json json = nlohmann::json::parse(text);
    Dictionary made;
    const std::string units = json.at("units");
    made.units_ = units == "words" ? Units::words : units == "characters" ? Units::characters : Units::pieces;
    made.symbols_ = json.at("symbols").get<std::vector<std::string>>();
    const auto scores = json.at("scores").get<std::vector<float>>();
    if (!scores.empty() && scores.size() + kSpecials.size() != made.symbols_.size())
      throw base::Error(base::Fault::modelForeign);
    for (std::size_t i = 0; i < scores.size(); ++i)
      made.pieces_.push_back({made.symbols_[i + kSpecials.size()], scores[i]});
    return made;
  } catch (const nlohmann::json::exception& error) {
    throw base::Error(base::Fault::modelForeign, {}, {}, error.what());
  }
}

}  // namespace expert
