#include "models/networks/sync_net.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"

namespace {

using golden::maxDifference;
using golden::tensor;

const networks::Weights& weights() {
  static const networks::Weights all =
      golden::formulaTensors(golden::keys("keys/syncnet_v2.tsv"), {.xorConstant = golden::xorConstant()});
  return all;
}

// Relative to the vectors' size: sums of some ten thousand products of pictures of 0..255.
double relative(const at::Tensor& found, const at::Tensor& expected) {
  return maxDifference(found, expected) / expected.abs().max().item<double>();
}

TEST(SyncNet, HearsAsTheReferenceDoes) {
  at::set_num_threads(1);
  const c10::InferenceMode inference;
  const at::Tensor cepstra = tensor("mfcc.npy").t();
  std::vector<at::Tensor> windows;
  for (int i = 0; i < 8; ++i) windows.push_back(cepstra.slice(1, 4 * i, 4 * i + 20));
  const at::Tensor found = networks::syncSound(weights(), at::stack(windows).unsqueeze(1).contiguous());
  EXPECT_LE(relative(found, tensor("syncnet_aud.npy")), 1e-4);
}

TEST(SyncNet, SeesAsTheReferenceDoes) {
  at::set_num_threads(1);
  const c10::InferenceMode inference;
  at::Tensor frames = at::empty({1, 3, 6, 224, 224});
  float* out = frames.data_ptr<float>();
  for (int c = 0; c < 3; ++c)
    for (int t = 0; t < 6; ++t)
      for (int y = 0; y < 224; ++y)
        for (int x = 0; x < 224; ++x)
          *out++ = static_cast<float>((x + 2 * y + 50 * c + 9 * t + ((x * y + 2 * x * x) >> 8)) & 255);
  const at::Tensor windows = at::cat({frames.slice(2, 0, 5), frames.slice(2, 1, 6)});
  EXPECT_LE(relative(networks::syncLips(weights(), windows), tensor("syncnet_lip.npy")), 1e-4);
}

}  // namespace
