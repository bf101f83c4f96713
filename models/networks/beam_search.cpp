// The search of fairseq's sequence_generator.py: twice as many candidates as beams in every step, ends taken
// out among the best `beam` of them.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/networks/lip_decoder.h"

namespace networks {
namespace {

struct Beam {
  std::vector<std::int64_t> tokens;  // without the leading end-of-text
  std::vector<double> sums;          // of log-probabilities up to every token
};

constexpr double kNever = -std::numeric_limits<double>::infinity();

// Forbids padding always, the end before minLength, and all but the end at the limit.
at::Tensor allowed(at::Tensor scores, int step, std::int64_t limit, const BeamSettings& settings) {
  scores.select(1, kPad).fill_(kNever);
  if (step >= limit) {
    scores.slice(1, 0, kEndOfText).fill_(kNever);
    scores.slice(1, kEndOfText + 1).fill_(kNever);
  } else if (step < settings.minLength) {
    scores.select(1, kEndOfText).fill_(kNever);
  }
  return scores;
}

Hypothesis finished(const Beam& beam, double sum, const BeamSettings& settings) {
  Hypothesis h{beam.tokens, 0, {}};
  h.tokens.push_back(kEndOfText);
  std::vector<double> sums = beam.sums;
  sums.push_back(sum);
  h.score = sum / std::pow(static_cast<double>(h.tokens.size()), settings.lengthPenalty);
  for (std::size_t i = 0; i < sums.size(); ++i) h.positional.push_back(sums[i] - (i > 0 ? sums[i - 1] : 0));
  return h;
}

}  // namespace

std::vector<Hypothesis> beamSearch(const Part& decoder, const at::Tensor& lips,
                                   const BeamSettings& settings) {
  const std::int64_t limit = lips.size(1);
  const auto width = static_cast<std::size_t>(settings.beam);
  LipDecoder state(decoder, lips);
  std::vector<Beam> beams(1);
  std::vector<Hypothesis> done;
  at::Tensor last = at::full({1, 1}, kEndOfText, at::kLong);
  for (int step = 0; step <= limit && done.size() < width; ++step) {
    at::Tensor scores = allowed(state.step(last.to(lips.device())).select(1, 0).to(at::kCPU, false, true),
                                step, limit, settings);
    std::vector<float> sums;
    for (const Beam& beam : beams)
      sums.push_back(beam.sums.empty() ? 0.0F : static_cast<float>(beam.sums.back()));
    scores = scores + at::tensor(sums).unsqueeze(1);
    const std::int64_t symbols = scores.size(1);
    const auto [best, where] =
        scores.flatten().topk(std::min<std::int64_t>(2 * settings.beam, scores.numel() - 1), 0, true, true);
    std::vector<Beam> next;
    std::vector<std::int64_t> rows;
    for (std::int64_t i = 0; i < best.size(0) && next.size() < width; ++i) {
      const double sum = static_cast<double>(best[i].item<float>());
      const std::int64_t place = where[i].item<std::int64_t>(), token = place % symbols;
      const Beam& from = beams[static_cast<std::size_t>(place / symbols)];
      if (token == kEndOfText && sum != kNever) {
        if (i < settings.beam && done.size() < width) done.push_back(finished(from, sum, settings));
        continue;
      }
      next.push_back(from);
      next.back().tokens.push_back(token);
      next.back().sums.push_back(sum);
      rows.push_back(place / symbols);
    }
    if (step == limit) break;
    beams = std::move(next);
    state.reorder(at::tensor(rows, at::kLong).to(lips.device()));
    std::vector<std::int64_t> tokens;
    for (const Beam& beam : beams) tokens.push_back(beam.tokens.back());
    last = at::tensor(tokens, at::kLong).unsqueeze(1);
  }
  std::ranges::stable_sort(done, std::greater{}, &Hypothesis::score);
  return done;
}

}  // namespace networks
