#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "models/training/communicator.h"
#include "models/training/state.h"

namespace training {

// Where the networks are computed, by their names: "cpu", "cuda:0".
using Devices = std::map<std::string, std::string>;
Devices devicesOf(const State& state);

// The checkpoint that process 0 reads, given to all; the others need no file. Throws as readState does.
State sharedState(const std::filesystem::path& path, const Communicator& processes, const Devices& devices);

// Whether all weights are numbers.
bool isFinite(const State& state);

// Throws Error(runForeign) naming the network whose weights have other names or shapes than those of `asked`.
void checkShapes(const State& asked, const State& found, const std::filesystem::path& run);

}  // namespace training
