#include "models/judging/score.h"

#include <cmath>

namespace judging {

std::string wordsKey(const std::string& reader) { return "words:" + reader; }
std::string leakKey(const std::string& reader) { return "leak:" + reader; }
std::string werKey(const std::string& reader) { return "wer:" + reader; }

std::vector<Measure> measures(const std::vector<std::string>& readers) {
  using enum Measure::Best;
  std::vector<Measure> all{{"psnr", "PSNR", high, 2},
                           {"psnr-wrapped", "PSNR wrapped", high, 2},
                           {"ssim", "SSIM", high, 4},
                           {"sharpness", "Sharpness", one, 3},
                           {"mouth", "LMD % of eyes", low, 2},
                           {"mouth-pixels", "LMD px of 96", low, 2},
                           {"face", "Face found %", high, 1, 100, false},
                           {"lse-c", "LSE-C", high, 3},
                           {"lse-d", "LSE-D", low, 3},
                           {"offset", "Offset", zero, 2, 1, false}};
  for (const std::string& reader : readers) {
    const std::string by = readers.size() > 1 ? " (" + reader + ")" : "";
    all.push_back({wordsKey(reader), "Words %" + by, high, 1, 100});
    all.push_back({leakKey(reader), "Leak %" + by, low, 1, 100});
    all.push_back({werKey(reader), "WER %" + by, low, 1, 100});
  }
  return all;
}

double badness(const Measure& measure, double value) {
  switch (measure.best) {
    case Measure::Best::high:
      return -value;
    case Measure::Best::low:
      return value;
    case Measure::Best::one:
      return std::abs(value - 1);
    case Measure::Best::zero:
      return std::abs(value);
  }
  return value;
}

std::optional<Summary> summary(std::span<const Score> scores) {
  double amount = 0, of = 0;
  for (const Score& s : scores) amount += s.amount, of += s.of;
  if (of == 0) return std::nullopt;
  const auto clips = static_cast<double>(scores.size());
  Summary out{.mean = amount / of, .clips = std::ssize(scores)};
  double squares = 0;
  for (const Score& s : scores) squares += (s.amount - out.mean * s.of) * (s.amount - out.mean * s.of);
  if (scores.size() > 1) out.error = std::sqrt(clips / (clips - 1) * squares) / of;
  return out;
}

}  // namespace judging
