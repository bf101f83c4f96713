#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "models/own_mouth/mouth_target.h"
#include "models/person/person.h"

namespace own_mouth {

// The cheapest sequence of states (Viterbi), found in windows so that memory does not grow with the length.
struct PathProblem {
  std::size_t cues = 0, states = 0;
  std::vector<float> change;  // [from, to]: cost of going from one state to ANOTHER at the next cue
  float stay = 0;             // cost of keeping the state
  std::function<void(std::size_t cue, std::span<float> cost)> emission;
  std::function<float(std::size_t cue)> stillness;  // 0 free .. 1 the state should not change
};
std::vector<std::int32_t> cheapestPath(const PathProblem& problem, std::stop_token stop);

// How the head of a shown frame is turned, and its size in pixels a unit.
struct Shown {
  person::Turn turn{};
  float scale = 1;
};
// Which bank picture to show at every cue: near in shape, turn and opening, going on where it was.
std::vector<std::int32_t> choosePictures(const std::vector<person::BankFrame>& bank,
                                         const person::ShapeModel& shapes,
                                         std::span<const MouthTarget> targets,
                                         const std::function<Shown(std::size_t cue)>& shown,
                                         std::stop_token stop);
std::vector<std::int32_t> choosePictures(const person::Person& person, std::span<const dub::Cue> cues,
                                         std::span<const MouthTarget> targets, std::stop_token stop);

}  // namespace own_mouth
