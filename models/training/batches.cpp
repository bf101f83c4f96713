#include "models/training/batches.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace training {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t x = 0;
  for (const std::uint64_t part : {a, b, c}) {
    x += part + 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    x ^= x >> 31;
  }
  return x;
}

std::vector<std::size_t> batchOf(std::int64_t step, std::size_t count, std::size_t batch,
                                 std::uint64_t seed) {
  if (count == 0) return {};
  batch = std::min(batch, count);
  const std::size_t perEpoch = count / batch, number = static_cast<std::size_t>(step);
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(mixed(seed, number / perEpoch));
  std::ranges::shuffle(order, random);
  const auto first = order.begin() + static_cast<std::ptrdiff_t>(number % perEpoch * batch);
  return {first, first + static_cast<std::ptrdiff_t>(batch)};
}

}  // namespace training
