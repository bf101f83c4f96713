#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace own_mouth {

// The cheapest sequence of states (Viterbi), found in windows so that memory does not grow with the length.
struct PathProblem {
  std::size_t cues = 0, states = 0;
  std::vector<float> change;  // [from, to]: cost of going from one state to ANOTHER at the next cue
  float stay = 0;             // cost of keeping the state
  float stillChange = 2;      // added cost of changing it where it should not change
  std::function<void(std::size_t cue, std::span<float> cost)> emission;
  std::function<float(std::size_t cue)> stillness;  // 0 free .. 1 the state should not change
};
std::vector<std::int32_t> cheapestPath(const PathProblem& problem, std::stop_token stop);

}  // namespace own_mouth
