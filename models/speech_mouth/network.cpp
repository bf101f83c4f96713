#include "models/speech_mouth/network.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/speech/viseme.h"
#include "models/speech_mouth/encoder.h"
#include "models/speech_mouth/front_end.h"

namespace speech_mouth {
namespace {

constexpr std::int64_t kKernel = 5;
constexpr std::int64_t kDilations[] = {1, 2, 3, 1, 2, 3, 1, 2};  // kReach = (kKernel / 2) * their sum

std::string blockName(std::size_t index) { return "block" + std::to_string(index) + "."; }

at::Tensor normalised(const Weights& w, const std::string& name, const at::Tensor& x) {
  return at::layer_norm(x, {x.size(-1)}, w.at(name + ".weight"), w.at(name + ".bias"));
}

at::Tensor linear(const Weights& w, const std::string& name, const at::Tensor& x) {
  return at::linear(x, w.at(name + ".weight"), w.at(name + ".bias"));
}

// x [batch, steps, width]
at::Tensor block(const Weights& w, const std::string& name, std::int64_t dilation, const at::Tensor& x,
                 double dropout) {
  const at::Tensor in = normalised(w, name + "norm", x).transpose(1, 2);
  at::Tensor h = at::conv1d(in, w.at(name + "conv.weight"), w.at(name + "conv.bias"), 1,
                            dilation * (kKernel / 2), dilation);
  // Not the exact GELU: its gradient is wrong for strided tensors in LibTorch 1.13 (oneDNN).
  h = linear(w, name + "mix", at::gelu(h.transpose(1, 2), "tanh"));
  return x + (dropout > 0 ? h * at::dropout(at::ones({x.size(0), 1, x.size(2)}), dropout, true) : h);
}

void addLinear(Weights& w, const std::string& name, std::int64_t in, std::int64_t out) {
  w[name + ".weight"] = at::randn({out, in}) / std::sqrt(static_cast<double>(in));
  w[name + ".bias"] = at::zeros({out});
}

void addNorm(Weights& w, const std::string& name, std::int64_t size) {
  w[name + ".weight"] = at::ones({size});
  w[name + ".bias"] = at::zeros({size});
}

}  // namespace

Answer forward(const Weights& weights, const at::Tensor& input, double dropout) {
  at::Tensor x = linear(weights, "input", input);
  for (std::size_t i = 0; i < std::size(kDilations); ++i)
    x = block(weights, blockName(i), kDilations[i], x, dropout);
  const at::Tensor hidden =
      normalised(weights, "hidden.norm", linear(weights, "hidden", normalised(weights, "output.norm", x)));
  return {linear(weights, "visemes", hidden), linear(weights, "articulation", hidden), hidden};
}

Weights makeWeights(std::int64_t width, std::int64_t articulations) {
  Weights w;
  addLinear(w, "input", kInput, width);
  w["input.bias"] =
      at::randn({width});  // silence is all zeros: without a bias, norms of nothing make endless gradients
  for (std::size_t i = 0; i < std::size(kDilations); ++i) {
    const std::string name = blockName(i);
    addNorm(w, name + "norm", width);
    w[name + "conv.weight"] =
        at::randn({width, width, kKernel}) / std::sqrt(static_cast<double>(width * kKernel));
    w[name + "conv.bias"] = at::zeros({width});
    addLinear(w, name + "mix", width, width);
    w[name + "mix.weight"] = w[name + "mix.weight"] * 0.5;
  }
  addNorm(w, "output.norm", width);
  addLinear(w, "hidden", width, kHidden);
  addNorm(w, "hidden.norm", kHidden);
  addLinear(w, "visemes", kHidden, speech::kVisemes);
  addLinear(w, "articulation", kHidden, articulations);
  return w;
}

}  // namespace speech_mouth
