#include "models/training/parallel.h"

#include <ATen/ATen.h>

namespace training {

Share shareOf(std::size_t count, const Communicator& processes) {
  const auto rank = static_cast<std::size_t>(processes.rank()),
             size = static_cast<std::size_t>(processes.size());
  return {count * rank / size, count * (rank + 1) / size};
}

double sumOf(double value, const Communicator& processes) {
  if (processes.size() == 1) return value;
  at::Tensor x = at::full({1}, value, at::kDouble);
  processes.sum(x);
  return x.item<double>();
}

}  // namespace training
