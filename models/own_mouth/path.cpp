#include "models/own_mouth/path.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace own_mouth {

namespace {

constexpr std::size_t kWindow = 512, kLookahead = 64;  // cues decided at a time, and seen beyond them
constexpr float kStillPenalty = 2.0f;                  // for changing the state in silence
constexpr float kTurnCost = 0.03f, kWidenCost = 2.0f, kNarrowCost = 1.0f, kScaleCost = 1.0f;
constexpr float kOpeningFloor = 0.12f,
                kLeastFloor = 0.003f;  // of the mouth's reach: smaller openings are alike
constexpr float kContinuity = 0.8f, kTurnJump = 0.1f, kJump = 0.15f, kStay = 0.12f;

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
    const float moved = best[j] + still * kStillPenalty, stayed = window.cost[j] + (1 - still) * problem.stay;
    if (stayed <= moved) from[j] = static_cast<std::int32_t>(j);
    best[j] = std::min(moved, stayed) + own[j];
  }
  const float least = *std::min_element(best.begin(), best.end());
  for (float& b : best) b -= least;
  window.cost = std::move(best);
}

float squared(const person::Shape& a, const person::Shape& b) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

float squared(const person::Turn& a, const person::Turn& b) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

float totalVariance(const person::ShapeModel& shapes) {
  float sum = 1e-9f;
  for (float d : shapes.deviation) sum += d * d;
  return sum;
}

std::vector<float> changes(const std::vector<person::BankFrame>& bank, float variance) {
  const std::size_t n = bank.size();
  std::vector<float> out(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    const bool goesOn = i + 1 < n && bank[i + 1].frame == bank[i].frame + 1;
    const person::BankFrame& next = goesOn ? bank[i + 1] : bank[i];
    for (std::size_t j = 0; j < n; ++j) {
      const float jump =
          squared(next.shape, bank[j].shape) / variance + kTurnJump * squared(next.turn, bank[j].turn);
      out[i * n + j] = goesOn && j == i + 1 ? 0.0f : kContinuity * (jump + kJump);
    }
  }
  return out;
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

std::vector<std::int32_t> choosePictures(const std::vector<person::BankFrame>& bank,
                                         const person::ShapeModel& shapes,
                                         std::span<const MouthTarget> targets,
                                         const std::function<Shown(std::size_t)>& shown,
                                         std::stop_token stop) {
  const float variance = totalVariance(shapes);
  PathProblem problem{.cues = targets.size(),
                      .states = bank.size(),
                      .change = changes(bank, variance),
                      .stay = kContinuity * kStay};
  const float floor = std::max(kLeastFloor, kOpeningFloor * shapes.reach);
  std::vector<float> logOpening, logScale;
  for (const person::BankFrame& frame : bank) {
    logOpening.push_back(std::log(frame.opening + floor));
    logScale.push_back(std::log(frame.toUnit.scale()));
  }
  problem.emission = [&](std::size_t cue, std::span<float> cost) {
    const MouthTarget& target = targets[cue];
    const Shown here = shown(cue);
    const float opening = std::log(std::max(target.opening, 0.0f) + floor), scale = -std::log(here.scale);
    for (std::size_t j = 0; j < bank.size(); ++j) {
      const float ratio = opening - logOpening[j], size = scale - logScale[j];
      cost[j] = squared(target.shape, bank[j].shape) / variance +
                kTurnCost * squared(here.turn, bank[j].turn) +
                (ratio > 0 ? kWidenCost : kNarrowCost) * ratio * ratio + kScaleCost * size * size;
    }
  };
  problem.stillness = [&](std::size_t cue) { return 1 - targets[cue].level; };
  return cheapestPath(problem, stop);
}

std::vector<std::int32_t> choosePictures(const person::Person& person, std::span<const dub::Cue> cues,
                                         std::span<const MouthTarget> targets, std::stop_token stop) {
  const auto shown = [&](std::size_t cue) {
    const person::HeadPose* pose = person.headPoses.find(cues[cue].frame);
    return pose == nullptr ? Shown{{}, 1 / person.bank.front().toUnit.scale()}
                           : Shown{pose->turn, 1 / pose->toUnit.scale()};
  };
  return choosePictures(person.bank, person.shapes, targets, shown, stop);
}

}  // namespace own_mouth
