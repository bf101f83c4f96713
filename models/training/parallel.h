#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/networks/weights.h"
#include "models/training/communicator.h"
#include "models/training/state.h"

// What a step does so that several processes with a share of the batch each come to what one with all of it
// would.
namespace training {

// The places first .. last-1 of a batch of `count` that this process computes.
struct Share {
  std::size_t first = 0, last = 0;
};
Share shareOf(std::size_t count, const Communicator& processes);

// `count` clips in so many pieces of nearly one size, as far as there are clips; at least one.
std::vector<Share> piecesOf(std::size_t count, std::int64_t pieces);
// Those that are computed one after the other, so that less memory is needed: numbers["splits"] of them, see
// run.h. What BatchNorm makes of a piece it makes of that piece alone.
std::vector<Share> piecesOf(std::size_t count, const State& state);

// A number added up over all processes.
double sumOf(double value, const Communicator& processes);

}  // namespace training
