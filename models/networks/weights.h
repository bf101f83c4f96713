#pragma once
#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace networks {

// The arrays of a network by the names that its checkpoint gives them. A network is a plain function of its
// weights and its input; sizes are read off the weights, so a network of another width needs no other code.
using Weights = std::map<std::string, at::Tensor>;

// The weights below a name: Part(weights, "encoder.").at("fc1.weight") is "encoder.fc1.weight".
// Refers to the weights, which must outlive it.
class Part {
 public:
  Part(const Weights& weights, std::string prefix = {}) : weights_(&weights), prefix_(std::move(prefix)) {}
  // Throws Error(unreadable) naming the tensor that is missing.
  const at::Tensor& at(const std::string& name) const;
  bool has(const std::string& name) const { return weights_->count(prefix_ + name) == 1; }
  Part operator/(const std::string& name) const { return {*weights_, prefix_ + name + "."}; }
  Part operator/(int number) const { return *this / std::to_string(number); }
  // How many numbered parts there are from 0 on: "layers" of layers.0., layers.1., ...
  int count(const std::string& list) const;

 private:
  const Weights* weights_;
  std::string prefix_;
};

}  // namespace networks
