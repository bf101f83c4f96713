#include "models/networks/sync_net.h"

#include <ATen/ATen.h>

#include "models/networks/layers.h"

namespace networks {
namespace {

// Convolution number `at` of a list, the BatchNorm after it, ReLU.
at::Tensor block2d(const Part& list, int at, const at::Tensor& x, std::int64_t padding) {
  const at::Tensor y = at::conv2d(x, (list / at).at("weight"), (list / at).at("bias"), 1, padding);
  return at::relu(batchNorm(list / (at + 1), y));
}

at::Tensor block3d(const Part& list, int at, const at::Tensor& x, at::IntArrayRef stride,
                   at::IntArrayRef padding) {
  const at::Tensor y = at::conv3d(x, (list / at).at("weight"), (list / at).at("bias"), stride, padding);
  return at::relu(batchNorm(list / (at + 1), y));
}

at::Tensor head(const Part& list, const at::Tensor& x) {
  return linear(list / 3, at::relu(batchNorm(list / 1, linear(list / 0, x.flatten(1)))));
}

}  // namespace

at::Tensor syncSound(const Part& part, const at::Tensor& cepstra) {
  const Part list = part / "netcnnaud";
  at::Tensor x = block2d(list, 0, cepstra, 1);
  x = at::max_pool2d(block2d(list, 4, x, 1), {3, 3}, {1, 2});
  for (const int at : {8, 11, 14}) x = block2d(list, at, x, 1);
  x = block2d(list, 18, at::max_pool2d(x, {3, 3}, {2, 2}), 0);
  return head(part / "netfcaud", x);
}

at::Tensor syncLips(const Part& part, const at::Tensor& pictures) {
  const Part list = part / "netcnnlip";
  at::Tensor x = block3d(list, 0, pictures, {1, 2, 2}, {0, 0, 0});
  x = at::max_pool3d(x, {1, 3, 3}, {1, 2, 2});
  x = block3d(list, 4, x, {1, 2, 2}, {0, 1, 1});
  x = at::max_pool3d(x, {1, 3, 3}, {1, 2, 2}, {0, 1, 1});
  for (const int at : {8, 11, 14}) x = block3d(list, at, x, {1, 1, 1}, {0, 1, 1});
  x = block3d(list, 18, at::max_pool3d(x, {1, 3, 3}, {1, 2, 2}), {1, 1, 1}, {0, 0, 0});
  return head(part / "netfclip", x);
}

}  // namespace networks
