#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "models/training/communicator.h"

namespace training {

// Which process of how many this is, and where they meet.
struct Place {
  int rank = 0, size = 1;
  std::string host = "127.0.0.1";
  int port = 29500;
  std::chrono::seconds timeout{300};
};
// Throws Error(processesUnsupported) when the environment contradicts itself.
Place placeInEnvironment();

// Waits for all of them. Throws Error: processLost; processesUnsupported where this LibTorch has no c10d.
std::unique_ptr<Communicator> joinGroup(const Place& place, const at::Device& device);

}  // namespace training
