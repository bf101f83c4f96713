#include "models/speech_mouth/training/texts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "core/base/error.h"

namespace speech_mouth::training {
namespace {

namespace fs = std::filesystem;

struct Package {
  const char* language;
  const char* fortunes;  // folder below /usr/share/games/fortunes, "." = files of the top folder; null = none
  const char* wordList;  // null = none
};

constexpr Package kPackages[] = {
    {"en", ".", "/usr/share/dict/american-english"},
    {"de", "de", "/usr/share/dict/ngerman"},
    {"es", "es", "/usr/share/dict/spanish"},
    {"it", "it", "/usr/share/dict/italian"},
    {"pl", "pl", nullptr},
    {"cs", "cs", nullptr},
    {"ru", "ru", nullptr},
    {"fr", nullptr, "/usr/share/dict/french"},
    {"pt", nullptr, "/usr/share/dict/portuguese"},
    {"nl", nullptr, "/usr/share/dict/dutch"},
    {"da", nullptr, "/usr/share/dict/danish"},
    {"ca", nullptr, "/usr/share/dict/catalan"},
    {"sv", nullptr, "/usr/share/dict/swedish"},
    {"nb", nullptr, "/usr/share/dict/bokmaal"},
    {"hu", nullptr, "/usr/share/hunspell/hu_HU.dic"},
    {"ro", nullptr, "/usr/share/hunspell/ro_RO.dic"},
    {"tr", nullptr, "/usr/share/hunspell/tr_TR.dic"},
};

constexpr std::size_t kLeastWords = 4, kMostWords = 18;
constexpr std::size_t kMostSentences = 20000, kMostListed = 40000;

bool isSpoken(unsigned char c) {
  return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == ',' || c == '.' ||
         c == '?' || c == '!';
}

// Letters and plain punctuation, single blanks between the words.
std::string cleaned(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (isSpoken(static_cast<unsigned char>(c))) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  return out;
}

std::size_t wordCount(const std::string& text) {
  std::istringstream in(text);
  return static_cast<std::size_t>(std::distance(std::istream_iterator<std::string>(in), {}));
}

bool isUtf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    std::size_t rest = byte < 0x80 ? 0 : byte >> 5 == 6 ? 1 : byte >> 4 == 14 ? 2 : byte >> 3 == 30 ? 3 : 9;
    if (rest == 9 || i + rest >= text.size() + (rest == 0 ? 1 : 0)) return false;
    for (; rest > 0; --rest) {
      if ((static_cast<unsigned char>(text[++i]) & 0xC0U) != 0x80) return false;
    }
  }
  return true;
}

void addSentences(std::vector<std::string>& out, const fs::path& file) {
  std::ifstream in(file);
  std::string line, sentence;
  const auto flush = [&] {
    const std::size_t words = wordCount(sentence);
    if (words >= kLeastWords && words <= kMostWords && isUtf8(sentence)) out.push_back(cleaned(sentence));
    sentence.clear();
  };
  while (std::getline(in, line)) {
    if (line == "%") {
      flush();
      continue;
    }
    for (const char c : line) {
      sentence.push_back(c == '\t' ? ' ' : c);
      if (c == '.' || c == '?' || c == '!') flush();
    }
    sentence.push_back(' ');
  }
  flush();
}

std::vector<std::string> sentencesBelow(const fs::path& folder, bool isTop) {
  std::vector<fs::path> files;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder, missing)) {
    const fs::path& path = entry.path();
    const bool isText = !path.has_extension() || path.extension() == ".fortunes";
    const bool isForeign =
        isTop && (path.stem() == "italia" || path.stem() == "formiche" || path.stem() == "leggi" ||
                  path.stem() == "definizioni" || path.stem() == "luttazzi" || path.stem() == "brasil" ||
                  path.stem() == "jackfr" || path.stem() == "ascii-art" || path.stem() == "itatrek" ||
                  path.stem() == "zuse" || path.stem() == "norm" || path.stem() == "luke" ||
                  path.stem() == "paolotedeschi");
    if (entry.is_regular_file() && isText && !isForeign) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> out;
  for (const fs::path& file : files) addSentences(out, file);
  return out;
}

std::vector<std::string> wordsOf(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) {
    line = line.substr(0, line.find('/'));  // hunspell's flags
    const bool isPlain =
        line.size() > 2 && line.size() < 14 && std::all_of(line.begin(), line.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        });
    if (isPlain && isUtf8(line)) out.push_back(line);
  }
  return out;
}

void thin(std::vector<std::string>& values, std::size_t most) {
  if (values.size() <= most) return;
  const std::size_t size = values.size();
  for (std::size_t i = 0; i < most; ++i) values[i] = std::move(values[i * size / most]);
  values.resize(most);
}

}  // namespace

double uniform(Random& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}
std::size_t below(Random& random, std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}
bool chance(Random& random, double share) { return uniform(random, 0, 1) < share; }

Texts::Texts() {
  const fs::path fortunes = "/usr/share/games/fortunes";
  for (const Package& package : kPackages) {
    Source source;
    if (package.fortunes != nullptr)
      source.sentences = sentencesBelow(fortunes / package.fortunes, package.fortunes[0] == '.');
    if (package.wordList != nullptr) source.words = wordsOf(package.wordList);
    thin(source.sentences, kMostSentences);
    thin(source.words, kMostListed);
    if (source.sentences.size() + source.words.size() > 100) sources_[package.language] = std::move(source);
  }
  if (sources_.count("en") == 0) {
    throw base::Error(base::Fault::noTexts);
  }
}

std::string Texts::sentence(const std::string& language, Random& random) const {
  const auto found = sources_.find(language);
  const Source& source = found == sources_.end() ? sources_.at("en") : found->second;
  if (!source.sentences.empty() && (source.words.empty() || chance(random, 0.8)))
    return anyOf(random, source.sentences);
  std::string out;
  for (std::size_t words = 4 + below(random, 6); words > 0; --words) {
    out += anyOf(random, source.words);
    out += words == 1 ? "." : chance(random, 0.12) ? ", " : " ";
  }
  return out;
}

std::vector<std::string> Texts::languages() const {
  std::vector<std::string> out;
  for (const auto& [language, source] : sources_) out.push_back(language);
  return out;
}

}  // namespace speech_mouth::training
