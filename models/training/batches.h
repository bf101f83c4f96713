#pragma once
#include <cstdint>
#include <vector>

namespace training {

// The clips of update `step` (0-based): every epoch takes each of `count` clips once, in an order of its own
// given by (seed, epoch); what is left over at an epoch's end, less than a batch, is left out. -> numbers
// 0..count-1.
std::vector<std::size_t> batchOf(std::int64_t step, std::size_t count, std::size_t batch, std::uint64_t seed);

// Well mixed seed of several numbers (splitmix64).
std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0);

}  // namespace training
