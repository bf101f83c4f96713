#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace judging {

// What was measured on one clip: amount / of. A mean over pictures: their sum, and how many; a word error
// rate: the errors, and the words; any other number: itself, and 1.
struct Score {
  double amount = 0, of = 1;
  double value() const { return amount / of; }
  friend bool operator==(const Score&, const Score&) = default;
};
using Scores = std::map<std::string, Score>;  // by the measure's key

// Something that is measured.
struct Measure {
  enum class Best : std::uint8_t { high, low, one, zero };  // the nearer to it the better
  std::string key;                                          // "ssim", "wer:reader"
  std::string title;                                        // "SSIM", "WER % (reader)"
  Best best = Best::high;
  int digits = 2;       // behind the point, where people read it
  double scale = 1;     // for people, e.g. 100 for percent
  bool isShown = true;  // also where there is little room
};

// All that can be measured with these lip readers, in the order of the paper's tables.
std::vector<Measure> measures(const std::vector<std::string>& readers);
// Keys of what depends on a lip reader.
std::string wordsKey(const std::string& reader);  // words of known times that are read right
std::string leakKey(const std::string& reader);   // words read that only the recorded clip says
std::string werKey(const std::string& reader);    // word error rate of free reading

// How bad a value is: larger is worse.
double badness(const Measure& measure, double value);

// Of many clips: the sum of amounts over the sum of what they are of, which for word error rates is the rate
// of the corpus; and its standard error over clips (of a ratio, by linearisation: Cochran, Sampling
// Techniques, 6.4), not known for one clip.
struct Summary {
  double mean = 0;
  std::optional<double> error;
  std::int64_t clips = 0;
  friend bool operator==(const Summary&, const Summary&) = default;
};
std::optional<Summary> summary(std::span<const Score> scores);  // nullopt: nothing was measured

}  // namespace judging
