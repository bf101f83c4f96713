#include <ATen/ATen.h>

#include <cmath>

#include "models/networks/av_hubert.h"
#include "models/networks/layers.h"
#include "models/networks/lip_reader.h"

namespace networks {
namespace {

at::Tensor conv3x3(const Part& conv, const at::Tensor& x, std::int64_t stride) {
  return at::conv2d(x, conv.at("weight"), {}, stride, 1);
}

at::Tensor withPrelu(const at::Tensor& x, const at::Tensor& slopes) {
  return at::prelu(x, slopes.to(x.dtype()));
}

// ResNet-18's block with a PReLU for every channel.
at::Tensor basicBlock(const Part& part, const at::Tensor& x, std::int64_t stride) {
  at::Tensor y =
      withPrelu(batchNorm(part / "bn1", conv3x3(part / "conv1", x, stride)), (part / "relu1").at("weight"));
  y = batchNorm(part / "bn2", conv3x3(part / "conv2", y, 1));
  const Part shortcut = part / "downsample";
  const at::Tensor through = shortcut.has("0.weight")
                                 ? batchNorm(shortcut / 1, at::conv2d(x, shortcut.at("0.weight"), {}, stride))
                                 : x;
  return withPrelu(y + through, (part / "relu2").at("weight"));
}

// The 3D convolution over five pictures as a 2D one over windows of them: one for every picture [B T, 5, 88,
// 88], channels last, which LibTorch computes several times as fast.
at::Tensor windows(const at::Tensor& pictures) {
  constexpr std::int64_t kWindow = 5;
  return at::constant_pad_nd(pictures.select(1, 0), {0, 0, 0, 0, kWindow / 2, kWindow / 2})
      .unfold(1, kWindow, 1)
      .flatten(0, 1)
      .permute({0, 3, 1, 2});
}

}  // namespace

static constexpr std::int64_t kEdge = 88;  // of what the expert looks at

PixelRegion pixelsOf(const LipRegion& region, std::int64_t edge) {
  if (region.side == 0) return {(edge - kEdge) / 2, (edge - kEdge) / 2, kEdge};
  const auto pixels = [&](double part) {
    return static_cast<std::int64_t>(std::lround(part * static_cast<double>(edge)));
  };
  return {pixels(region.left), pixels(region.top), pixels(region.side)};
}

at::Tensor lipPictures(const at::Tensor& bgr, const LipRegion& region, std::int64_t right,
                       std::int64_t down) {
  const at::Tensor grey =
      0.114 * bgr.select(1, 0) + 0.587 * bgr.select(1, 1) + 0.299 * bgr.select(1, 2);  // [T, E, E]
  const PixelRegion pixels = pixelsOf(region, grey.size(2));
  const std::int64_t side = pixels.side, left = pixels.left + right, top = pixels.top + down;
  at::Tensor lips = grey.slice(1, top, top + side).slice(2, left, left + side);
  if (side != kEdge) lips = at::upsample_bilinear2d(lips.unsqueeze(0), {kEdge, kEdge}, false)[0];
  return ((lips / 255.0 - kLipMean) / kLipDeviation).unsqueeze(0).unsqueeze(0);
}

at::Tensor visualFeatures(const Part& part, const at::Tensor& pictures, const Watch& watch) {
  const Part resnet = part / "resnet", front = resnet / "frontend3D";
  const std::int64_t clips = pictures.size(0), steps = pictures.size(2);
  at::Tensor x = at::conv2d(windows(pictures), front.at("0.weight").squeeze(1), {}, 2, 3);
  x = withPrelu(batchNorm(front / 1, x), front.at("2.weight"));
  x = at::max_pool2d(x, 3, 2, 1);  // [B T, C, 22, 22]
  if (watch) watch("fr3d", x.unflatten(0, {clips, steps}).transpose(1, 2));
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
