#include "models/dataset/transcript.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <sstream>

#include "core/base/file.h"

namespace dataset {

static constexpr std::size_t kMostBytes = 1 << 24;  // of a text
static constexpr double kRate = 25;                 // pictures a second

std::string plainText(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0 || c == '\'')
      plain += static_cast<char>(std::tolower(byte));
    else if (!plain.empty() && plain.back() != ' ')
      plain += ' ';
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

static std::vector<Word> readWords(std::istream& lines) {
  std::vector<Word> words;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream columns(line);
    Word word;
    if (!(columns >> word.text >> word.begin >> word.end)) break;
    word = {plainText(word.text), word.begin * kRate, word.end * kRate};
    if (!word.text.empty()) words.push_back(std::move(word));
  }
  return words;
}

Transcript readTranscript(const std::filesystem::path& file) {
  constexpr std::string_view kMark = "Text:";
  const std::string all = base::readFile(file, kMostBytes);
  if (!all.starts_with(kMark)) return {plainText(all), {}};
  std::istringstream lines(all);
  std::string line;
  std::getline(lines, line);
  Transcript transcript{plainText(std::string_view(line).substr(kMark.size())), {}};
  while (std::getline(lines, line))
    if (line.starts_with("WORD START END")) transcript.words = readWords(lines);
  return transcript;
}

std::string writeTranscript(const ClipInfo& clip) {
  std::string text = "Text:  " + clip.text + "\n";
  if (!clip.words.empty()) text += "\nWORD START END\n";
  for (const Word& word : clip.words) {
    char times[64];
    std::snprintf(times, sizeof times, " %.4f %.4f\n", word.begin / kRate, word.end / kRate);
    std::string spelled = word.text;
    std::ranges::replace(spelled, ' ', '-');
    text += spelled + times;
  }
  return text;
}

Transcript readAlignment(const std::filesystem::path& file) {
  constexpr double kTicks = 1000;  // a picture
  Transcript transcript;
  std::istringstream lines(base::readFile(file, kMostBytes));
  double begin = 0, end = 0;
  for (std::string word; lines >> begin >> end >> word;) {
    if (word == "sil" || word == "sp") continue;
    transcript.words.push_back({plainText(word), begin / kTicks, end / kTicks});
    transcript.text += (transcript.text.empty() ? "" : " ") + transcript.words.back().text;
  }
  return transcript;
}

Transcript readTimes(const std::filesystem::path& file) {
  return file.extension() == ".align" ? readAlignment(file) : readTranscript(file);
}

static std::string_view among(const std::vector<std::string_view>& words, char initial) {
  for (const std::string_view word : words)
    if (word.front() == initial) return word;
  return {};
}

std::string gridSentence(std::string_view name) {
  static constexpr std::array<std::string_view, 10> kDigits{"zero", "one", "two",   "three", "four",
                                                            "five", "six", "seven", "eight", "nine"};
  if (name.size() != 6) return {};
  const char letter = name[3], digit = name[4] == 'z' ? '0' : name[4];
  if (letter < 'a' || letter > 'z' || letter == 'w' || digit < '0' || digit > '9') return {};
  const std::array<std::string_view, 6> words{
      among({"bin", "lay", "place", "set"}, name[0]), among({"blue", "green", "red", "white"}, name[1]),
      among({"at", "by", "in", "with"}, name[2]),     name.substr(3, 1),
      kDigits[static_cast<std::size_t>(digit - '0')], among({"again", "now", "please", "soon"}, name[5])};
  std::string sentence;
  for (const std::string_view word : words) {
    if (word.empty()) return {};
    sentence += (sentence.empty() ? "" : " ") + std::string(word);
  }
  return sentence;
}

}  // namespace dataset
