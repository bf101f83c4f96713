#include "models/metrics/words.h"

#include <algorithm>
#include <sstream>

namespace metrics {

std::string textOf(std::span<const std::int64_t> tokens, std::span<const std::string> symbols) {
  static const std::string kBlank = "\xE2\x96\x81";  // U+2581
  std::string text;
  for (const std::int64_t token : tokens) {
    if (token < 4 || token >= static_cast<std::int64_t>(symbols.size())) continue;
    std::string piece = symbols[static_cast<std::size_t>(token)];
    std::erase(piece, ' ');
    for (auto at = piece.find(kBlank); at != std::string::npos; at = piece.find(kBlank))
      piece.replace(at, kBlank.size(), " ");
    text += piece;
  }
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first);
}

static std::vector<std::string> wordsOf(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

WordErrors wordErrors(const std::string& read, const std::string& reference) {
  const std::vector<std::string> a = wordsOf(read), b = wordsOf(reference);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = corner + (a[i] == b[j] ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return {row[b.size()], b.size()};
}

}  // namespace metrics
