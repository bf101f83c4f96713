#pragma once
#include <cstddef>
#include <vector>

#include "models/networks/weights.h"
#include "models/training/communicator.h"

// What a step does so that several processes with a share of the batch each come to what one with all of it
// would.
namespace training {

// The places first .. last-1 of a batch of `count` that this process computes.
struct Share {
  std::size_t first = 0, last = 0;
};
Share shareOf(std::size_t count, const Communicator& processes);

// A number added up over all processes.
double sumOf(double value, const Communicator& processes);

}  // namespace training
