#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>

#include "models/training/adam.h"

namespace training {

struct TaughtNetwork {
  networks::Weights weights;
  AdamState adam;
};

// All that a training is at a moment, and all that a checkpoint holds. There is no random state and no place
// in the data beside `step`: whatever is drawn in a step comes from a generator seeded by seedOf(seed,
// state), and the order of the clips from (seed, epoch). Which weights are taught is not kept either: a task
// says so in every step.
struct State {
  std::map<std::string, TaughtNetwork> networks;  // "generator", "discriminator", ...: without '/'
  std::int64_t step = 0;                          // updates done
  // What else the task keeps: stage, best score, patience. The run keeps some of its own here, see run.h.
  std::map<std::string, double> numbers;
};

void moveTo(State& state, const at::Device& device);

// The number of this name; `otherwise` when there is none.
double numberOf(const State& state, const std::string& name, double otherwise = 0);

// For the generator of a step's draws: another one for every seed and step, and after every return to an
// older checkpoint, so that a training that has diverged does not do the same again.
std::uint64_t seedOf(std::uint64_t seed, const State& state);

// One safetensors file: weights as NETWORK/NAME, the moments as NETWORK/NAME/mean and NETWORK/NAME/square,
// the rest as metadata. Bit-exact, atomic. Throws Error: diskFull, io; notFound, unreadable.
void writeState(const State& state, const std::filesystem::path& path);
State readState(const std::filesystem::path& path);
// The same from a file's bytes; `path` names it in an Error. The state keeps none of the bytes.
State readState(std::span<const std::byte> bytes, const std::filesystem::path& path);

}  // namespace training
