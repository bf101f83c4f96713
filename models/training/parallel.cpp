#include "models/training/parallel.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace training {

Share shareOf(std::size_t count, const Communicator& processes) {
  const auto rank = static_cast<std::size_t>(processes.rank()),
             size = static_cast<std::size_t>(processes.size());
  return {count * rank / size, count * (rank + 1) / size};
}

std::vector<Share> piecesOf(std::size_t count, std::int64_t pieces) {
  const std::size_t n = std::clamp<std::size_t>(static_cast<std::size_t>(std::max<std::int64_t>(1, pieces)),
                                                1, std::max<std::size_t>(1, count));
  std::vector<Share> all;
  for (std::size_t i = 0; i < n; ++i) all.push_back({count * i / n, count * (i + 1) / n});
  return all;
}

std::vector<Share> piecesOf(std::size_t count, const State& state) {
  return piecesOf(count, static_cast<std::int64_t>(numberOf(state, "splits", 1)));
}

double sumOf(double value, const Communicator& processes) {
  if (processes.size() == 1) return value;
  at::Tensor x = at::full({1}, value, at::kDouble);
  processes.sum(x);
  return x.item<double>();
}

}  // namespace training
