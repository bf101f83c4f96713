#include "models/networks/discriminator.h"

#include <ATen/ATen.h>

namespace networks {
namespace {

constexpr double kLeak = 0.01;
struct Stride {
  std::int64_t y = 1, x = 1;
};
// Of the first convolution of a stage. The second stage makes the half picture square.
Stride strideOf(int stage, int stages) {
  if (stage == 0 || stage + 1 == stages) return {};
  return stage == 1 ? Stride{1, 2} : Stride{2, 2};
}

at::Tensor leakyBlock(const Part& block, const at::Tensor& x, Stride stride, bool isPadded) {
  const Part conv = block / "conv_block" / 0;
  const at::Tensor weight = conv.at("weight");
  const std::int64_t padding = isPadded ? weight.size(2) / 2 : 0;
  return at::leaky_relu(at::conv2d(x, weight, conv.at("bias"), {stride.y, stride.x}, {padding, padding}),
                        kLeak);
}

}  // namespace

at::Tensor judgeFeatures(const Part& part, const at::Tensor& faces, const Watch& watch) {
  at::Tensor x = faces.slice(2, faces.size(2) / 2);
  const int stages = part.count("face_encoder_blocks");
  for (int i = 0; i < stages; ++i) {
    const std::string name = "face_encoder_blocks." + std::to_string(i);
    const Part stage = part / "face_encoder_blocks" / i;
    const int blocks = part.count(name);
    // The last stage reduces 3x3 to one value, so it has no padding.
    for (int j = 0; j < blocks; ++j)
      x = leakyBlock(stage / j, x, j == 0 ? strideOf(i, stages) : Stride{}, i < stages - 1);
    if (watch) watch(name, x);
  }
  return x.flatten(1);
}

at::Tensor verdict(const Part& part, const at::Tensor& features) {
  const Part last = part / "binary_pred" / 0;
  return at::sigmoid(at::linear(features, last.at("weight").flatten(1), last.at("bias")));
}

}  // namespace networks
