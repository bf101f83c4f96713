#include "models/networks/weights.h"

#include "core/base/error.h"

namespace networks {

architecture::Shapes shapesOf(const Weights& weights) {
  architecture::Shapes shapes;
  for (const auto& [name, tensor] : weights) shapes[name] = tensor.sizes().vec();
  return shapes;
}

const at::Tensor& Part::at(const std::string& name) const {
  const auto found = weights_->find(prefix_ + name);
  if (found == weights_->end())
    throw base::Error(base::Fault::modelIncomplete, {}, {}, "no " + prefix_ + name);
  return found->second;
}

int Part::count(const std::string& list) const {
  int number = 0;
  for (;; ++number) {
    const std::string prefix = prefix_ + list + "." + std::to_string(number) + ".";
    const auto found = weights_->lower_bound(prefix);
    if (found == weights_->end() || found->first.compare(0, prefix.size(), prefix) != 0) return number;
  }
}

}  // namespace networks
