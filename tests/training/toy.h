#pragma once
#include <cstdint>

#include "models/training/run.h"

namespace toy {

constexpr int kBatch = 7;

// A small network (convolution, BatchNorm, linear) that learns two losses: one by clips, and one for which
// every clip is compared with all others of the batch; and a weight that only the batch's first clip meets.
// Each process takes its share of the batch.
training::State first(std::uint64_t seed);
training::Task task(std::uint64_t seed, const training::Communicator& processes);
training::RunSettings settings(const std::filesystem::path& folder, std::int64_t steps);

}  // namespace toy
