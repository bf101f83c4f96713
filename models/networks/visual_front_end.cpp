#include <ATen/ATen.h>

#include "models/networks/av_hubert.h"
#include "models/networks/layers.h"
#include "models/networks/lip_reader.h"

namespace networks {
namespace {

at::Tensor conv3x3(const Part& conv, const at::Tensor& x, std::int64_t stride) {
  return at::conv2d(x, conv.at("weight"), {}, stride, 1);
}

// ResNet-18's block with a PReLU for every channel.
at::Tensor basicBlock(const Part& part, const at::Tensor& x, std::int64_t stride) {
  at::Tensor y =
      at::prelu(batchNorm(part / "bn1", conv3x3(part / "conv1", x, stride)), (part / "relu1").at("weight"));
  y = batchNorm(part / "bn2", conv3x3(part / "conv2", y, 1));
  const Part shortcut = part / "downsample";
  const at::Tensor through = shortcut.has("0.weight")
                                 ? batchNorm(shortcut / 1, at::conv2d(x, shortcut.at("0.weight"), {}, stride))
                                 : x;
  return at::prelu(y + through, (part / "relu2").at("weight"));
}

}  // namespace

at::Tensor lipPictures(const at::Tensor& bgr) {
  constexpr std::int64_t kEdge = 88;
  constexpr double kMean = 0.421, kDeviation = 0.165;
  const at::Tensor grey =
      0.114 * bgr.select(1, 0) + 0.587 * bgr.select(1, 1) + 0.299 * bgr.select(1, 2);  // [T, H, W]
  const std::int64_t top = (grey.size(1) - kEdge) / 2, left = (grey.size(2) - kEdge) / 2;
  const at::Tensor middle = grey.slice(1, top, top + kEdge).slice(2, left, left + kEdge) / 255.0;
  return ((middle - kMean) / kDeviation).unsqueeze(0).unsqueeze(0);
}

at::Tensor visualFeatures(const Part& part, const at::Tensor& pictures, const Watch& watch) {
  const Part resnet = part / "resnet", front = resnet / "frontend3D";
  at::Tensor x = at::conv3d(pictures, front.at("0.weight"), {}, {1, 2, 2}, {2, 3, 3});
  x = at::prelu(batchNorm(front / 1, x), front.at("2.weight"));
  x = at::max_pool3d(x, {1, 3, 3}, {1, 2, 2}, {0, 1, 1});
  if (watch) watch("fr3d", x);
  const std::int64_t clips = x.size(0), steps = x.size(2);
  x = x.transpose(1, 2).flatten(0, 1);  // [B T, C, 22, 22]
  for (int stage = 1; stage <= 4; ++stage) {
    const Part layer = resnet / "trunk" / ("layer" + std::to_string(stage));
    x = basicBlock(layer / 0, x, stage == 1 ? 1 : 2);
    x = basicBlock(layer / 1, x, 1);
    if (watch && stage == 1) watch("l1", x);
  }
  x = x.mean({2, 3}).view({clips, steps, -1});
  if (watch) watch("resnet", x);
  return x;
}

at::Tensor projectedPictures(const Part& part, const at::Tensor& pictures, const Watch& watch) {
  const at::Tensor x = linear(part / "proj", visualFeatures(part, pictures, watch));
  if (watch) watch("fev", x);
  return x;
}

at::Tensor encodeLips(const Part& part, const at::Tensor& pictures, const at::Tensor& padding) {
  const Part model = part / "encoder" / "w2v_model";
  return encodeProjected(model, projectedPictures(model / "feature_extractor_video", pictures),
                         Modality::picture, padding);
}

}  // namespace networks
