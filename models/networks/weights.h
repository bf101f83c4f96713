#pragma once
#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <string>

#include "models/architecture/architecture.h"

namespace networks {

// The arrays of a network by the names that its checkpoint gives them. A network is a plain function of its
// weights and its input; sizes are read off the weights, so a network of another width needs no other code.
using Weights = std::map<std::string, at::Tensor>;
architecture::Shapes shapesOf(const Weights& weights);

// How a network behaves while it is taught. Random draws come from torch's default generator.
struct Teaching {
  double dropout = 0;            // after attention, after the feed-forward part, and of the projected input
  double attentionDropout = 0;   // of the attention's weights
  double activationDropout = 0;  // inside the feed-forward part
  double layerDrop = 0;          // chance of a Transformer layer to be left out
  int firstLayer = 0;            // of a Transformer's encoder: what comes before it is not taught
  bool batchStatistics = true;   // BatchNorm uses the batch's mean and variance, and updates the stored ones
  // Adds a tensor up over all processes of a data-parallel training, differentiably; empty = there is one.
  std::function<at::Tensor(const at::Tensor&)> sumOverProcesses;
};

// The weights below a name: Part(weights, "encoder.").at("fc1.weight") is "encoder.fc1.weight".
// Refers to the weights and to how they are taught (null = inference), which must outlive it.
class Part {
 public:
  Part(const Weights& weights, std::string prefix = {}, const Teaching* teaching = nullptr)
      : weights_(&weights), prefix_(std::move(prefix)), teaching_(teaching) {}
  // Throws Error(unreadable) naming the tensor that is missing.
  const at::Tensor& at(const std::string& name) const;
  bool has(const std::string& name) const { return weights_->count(prefix_ + name) == 1; }
  const Teaching* teaching() const { return teaching_; }
  Part untaught() const { return {*weights_, prefix_}; }
  Part operator/(const std::string& name) const { return {*weights_, prefix_ + name + ".", teaching_}; }
  Part operator/(int number) const { return *this / std::to_string(number); }
  // How many numbered parts there are from 0 on: "layers" of layers.0., layers.1., ...
  int count(const std::string& list) const;

 private:
  const Weights* weights_;
  std::string prefix_;
  const Teaching* teaching_;
};

}  // namespace networks
