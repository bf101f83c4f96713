#pragma once
#include <map>
#include <random>
#include <string>
#include <vector>

namespace speech_mouth::training {

using Random = std::mt19937_64;

double uniform(Random& random, double low, double high);
std::size_t below(Random& random, std::size_t end);
bool chance(Random& random, double share);
template <class Values>
const auto& anyOf(Random& random, const Values& values) {
  return values[below(random, std::size(values))];
}

// Sentences to be spoken, from the distribution's fortunes, and strings of words from its word lists.
class Texts {
 public:
  // Reads what is installed; throws Error(notFound) naming the packages when there is no English text at all.
  Texts();
  // `language` as espeak-ng starts its codes: "en", "de", ... One line; a few words of English where nothing
  // better is installed.
  std::string sentence(const std::string& language, Random& random) const;
  std::vector<std::string> languages() const;

 private:
  struct Source {
    std::vector<std::string> sentences, words;
  };
  std::map<std::string, Source> sources_;
};

}  // namespace speech_mouth::training
