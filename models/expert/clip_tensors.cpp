#include "models/expert/clip_tensors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "core/speech/features.h"
#include "models/networks/lip_reader.h"

namespace expert {

static constexpr std::int64_t kEdge = 88, kReach = 4;

at::Tensor soundFeatures(const dataset::ClipView& clip) {
  std::vector<float> values = speech::talkLipFeatures(clip.sound);
  values.resize(static_cast<std::size_t>(clip.info->frames) * 104);
  return at::from_blob(values.data(), {clip.info->frames, 104}, at::kFloat).clone();
}

at::Tensor pictures(const dataset::ClipView& clip, std::int64_t first, std::int64_t last) {
  const std::int64_t bytes = clip.edge * clip.edge * 3;
  return at::from_blob(const_cast<std::uint8_t*>(clip.pictures.data()) + first * bytes,
                       {last - first, clip.edge, clip.edge, 3}, at::kByte);
}

// Darker or brighter, a moment and a square hidden: [1, T, 88, 88].
static at::Tensor disturbed(const at::Tensor& lips, std::mt19937_64& random) {
  constexpr std::int64_t kSquare = 20, kMoment = 4;  // pixels, pictures
  const auto draw = [&](std::int64_t end) {
    return std::uniform_int_distribution<std::int64_t>(0, end - 1)(random);
  };
  const double gamma = std::exp(std::normal_distribution<double>(0, 0.25)(random));
  const at::Tensor grey = (lips * networks::kLipDeviation + networks::kLipMean).clamp(0, 1);
  at::Tensor x = (grey.pow(gamma) - networks::kLipMean) / networks::kLipDeviation;
  const std::int64_t at = draw(x.size(1)), top = draw(kEdge - kSquare), left = draw(kEdge - kSquare);
  x.slice(1, at, std::min(at + draw(kMoment), x.size(1))).zero_();
  if (draw(2) == 1) x.slice(2, top, top + kSquare).slice(3, left, left + kSquare).zero_();
  return x;
}

at::Tensor lipsOf(const dataset::ClipView& clip, const networks::LipRegion& region, std::mt19937_64* random) {
  const auto draw = [&](std::int64_t end) {
    return std::uniform_int_distribution<std::int64_t>(0, end - 1)(*random);
  };
  const networks::PixelRegion at = networks::pixelsOf(region, clip.edge);
  // In the picture's pixels, and not beyond its edges.
  const std::int64_t reach = std::min({at.side * kReach / kEdge, at.left, at.top,
                                       clip.edge - at.left - at.side, clip.edge - at.top - at.side});
  const std::int64_t right = random ? draw(2 * reach + 1) - reach : 0,
                     down = random ? draw(2 * reach + 1) - reach : 0;
  const at::Tensor bgr = pictures(clip, 0, clip.info->frames).permute({0, 3, 1, 2}).to(at::kFloat);
  at::Tensor lips = networks::lipPictures(bgr, region, right, down)[0];
  if (!random) return lips;
  if (draw(2) == 1) lips = lips.flip({3});
  return disturbed(lips, *random);
}

at::Tensor padded(const std::vector<at::Tensor>& clips, std::int64_t dimension) {
  std::int64_t longest = 0;
  for (const at::Tensor& clip : clips) longest = std::max(longest, clip.size(dimension));
  std::vector<at::Tensor> same;
  for (const at::Tensor& clip : clips) {
    std::vector<std::int64_t> missing = clip.sizes().vec();
    missing[static_cast<std::size_t>(dimension)] = longest - clip.size(dimension);
    same.push_back(at::cat({clip, at::zeros(missing, clip.options())}, dimension));
  }
  return at::stack(same);
}

at::Tensor paddingOf(const std::vector<std::int64_t>& lengths) {
  const at::Tensor ends = at::tensor(lengths).unsqueeze(1);
  return at::arange(*std::ranges::max_element(lengths)).unsqueeze(0) >= ends;
}

}  // namespace expert
