#include "models/own_mouth/path.h"

#include <algorithm>
#include <limits>

namespace own_mouth {

namespace {

constexpr std::size_t kWindow = 512, kLookahead = 64;  // cues decided at a time, and seen beyond them

struct Window {
  std::vector<float> cost;         // of the best path ending in each state
  std::vector<std::int32_t> from;  // [cue, state]
};

void step(const PathProblem& problem, std::size_t cue, Window& window, std::vector<float>& own,
          std::int32_t* from) {
  const std::size_t n = problem.states;
  const float still = problem.stillness(cue);
  std::vector<float> best(n, std::numeric_limits<float>::max());
  for (std::size_t i = 0; i < n; ++i) {
    const float* change = problem.change.data() + i * n;
    const float base = window.cost[i];
    const auto index = static_cast<std::int32_t>(i);
    for (std::size_t j = 0; j < n; ++j) {
      const float cost = base + change[j];
      const bool isBetter = cost < best[j];
      best[j] = isBetter ? cost : best[j];
      from[j] = isBetter ? index : from[j];
    }
  }
  problem.emission(cue, own);
  for (std::size_t j = 0; j < n; ++j) {
    const float moved = best[j] + still * problem.stillChange,
                stayed = window.cost[j] + (1 - still) * problem.stay;
    if (stayed <= moved) from[j] = static_cast<std::int32_t>(j);
    best[j] = std::min(moved, stayed) + own[j];
  }
  const float least = *std::min_element(best.begin(), best.end());
  for (float& b : best) b -= least;
  window.cost = std::move(best);
}

}  // namespace

std::vector<std::int32_t> cheapestPath(const PathProblem& problem, std::stop_token stop) {
  std::vector<std::int32_t> path(problem.cues, 0);
  if (problem.cues == 0 || problem.states == 0) return path;
  const std::size_t n = problem.states;
  std::vector<float> own(n);
  Window window;
  window.cost.resize(n);
  problem.emission(0, window.cost);
  for (std::size_t begin = 0; begin < problem.cues && !stop.stop_requested(); begin += kWindow) {
    const std::size_t decided = std::min(problem.cues, begin + kWindow);
    const std::size_t end = std::min(problem.cues, decided + kLookahead);
    if (begin > 0) {  // the state before this window is settled
      std::fill(window.cost.begin(), window.cost.end(), 1e6f);
      window.cost[static_cast<std::size_t>(path[begin - 1])] = 0;
    }
    window.from.assign((end - begin) * n, 0);
    for (std::size_t t = std::max<std::size_t>(begin, 1); t < end; ++t) {
      step(problem, t, window, own, window.from.data() + (t - begin) * n);
    }
    auto state = static_cast<std::int32_t>(std::min_element(window.cost.begin(), window.cost.end()) -
                                           window.cost.begin());
    for (std::size_t t = end; t-- > begin;) {
      if (t < decided) path[t] = state;
      if (t > 0) state = window.from[(t - begin) * n + static_cast<std::size_t>(state)];
    }
  }
  return path;
}

}  // namespace own_mouth
