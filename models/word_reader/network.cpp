#include "models/word_reader/network.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>

#include "models/networks/layers.h"

namespace word_reader {
namespace {

using networks::Part;

void addNorm(networks::Weights& weights, const std::string& name, std::int64_t channels) {
  weights[name + ".weight"] = at::ones({channels});
  weights[name + ".bias"] = at::zeros({channels});
  weights[name + ".running_mean"] = at::zeros({channels});
  weights[name + ".running_var"] = at::ones({channels});
}

// No bias where a BatchNorm follows.
void addConv(networks::Weights& weights, const std::string& name, std::vector<std::int64_t> shape) {
  const std::int64_t channels = shape[0];
  const at::Tensor weight = at::randn(shape);
  const double inputs = static_cast<double>(weight.numel() / channels);
  weights[name + ".weight"] = weight * std::sqrt(2 / inputs);
  addNorm(weights, name + "_norm", channels);
}

void addLinear(networks::Weights& weights, const std::string& name, std::int64_t out, std::int64_t in) {
  weights[name + ".weight"] = at::randn({out, in}) * std::sqrt(1 / static_cast<double>(in));
  weights[name + ".bias"] = at::zeros({out});
}

at::Tensor normRelu(const Part& part, const std::string& name, const at::Tensor& x) {
  return at::relu(networks::batchNorm(part / (name + "_norm"), x));
}

// x [B, D, T] + what is seen `dilation` pictures before and after.
at::Tensor overTime(const Part& part, const at::Tensor& x, std::int64_t dilation) {
  const at::Tensor y = at::conv1d(x, part.at("conv.weight"), {}, 1, dilation, dilation);
  return x + networks::dropout(part, normRelu(part, "conv", y), &networks::Teaching::dropout);
}

}  // namespace

networks::Weights makeWeights(std::int64_t classes, const Size& size) {
  networks::Weights weights;
  addConv(weights, "front", {size.front, 1, 5, 5, 5});
  const std::array<std::int64_t, 4> channels{size.front, 2 * size.front, 4 * size.front, 4 * size.front};
  for (std::size_t i = 1; i < channels.size(); ++i)
    addConv(weights, "stack." + std::to_string(i - 1) + ".conv", {channels[i], channels[i - 1], 3, 3});
  addLinear(weights, "project", size.width, channels.back() * 5 * 5);
  for (int i = 0; i < size.layers; ++i)
    addConv(weights, "time." + std::to_string(i) + ".conv", {size.width, size.width, 3});
  addLinear(weights, "words", classes, size.width);
  addLinear(weights, "ctc", classes, size.width);
  return weights;
}

Reading read(const Part& part, const at::Tensor& mouths) {
  const std::int64_t clips = mouths.size(0), pictures = mouths.size(2);
  at::Tensor x = at::conv3d(mouths, part.at("front.weight"), {}, {1, 2, 2}, {2, 2, 2});       // 36x36
  x = at::max_pool2d(normRelu(part, "front", x).flatten(0, 1), 2).unflatten(0, {clips, -1});  // 18x18
  x = x.transpose(1, 2).flatten(0, 1);
  for (int i = 0; i < part.count("stack"); ++i) {
    x = normRelu(part / "stack" / i, "conv", at::conv2d(x, (part / "stack" / i).at("conv.weight"), {}, 1, 1));
    if (i < 2) x = at::max_pool2d(x, {2, 2}, {2, 2}, {i % 2, i % 2});  // 9x9, 5x5
  }
  x = at::relu(networks::linear(part / "project",
                                networks::dropout(part, x.flatten(1), &networks::Teaching::dropout)));
  x = x.view({clips, pictures, -1}).transpose(1, 2);
  for (int i = 0; i < part.count("time"); ++i) x = overTime(part / "time" / i, x, std::int64_t{1} << i);
  x = x.transpose(1, 2);
  return {networks::linear(part / "words", x), networks::linear(part / "ctc", x)};
}

at::Tensor normalised(const at::Tensor& grey) {
  const at::Tensor x = grey.to(at::kFloat);
  const std::vector<std::int64_t> last{-3, -2, -1};
  const at::Tensor mean = x.mean(last, true);
  return (x - mean) / (x - mean).square().mean(last, true).sqrt().clamp_min(1);
}

}  // namespace word_reader
