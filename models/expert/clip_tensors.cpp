#include "models/expert/clip_tensors.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/speech/features.h"
#include "models/networks/lip_reader.h"

namespace expert {

static constexpr std::int64_t kEdge = 88, kRoom = 8;

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

at::Tensor lipsOf(const dataset::ClipView& clip, std::mt19937_64* random) {
  const auto draw = [&](std::int64_t end) {
    return std::uniform_int_distribution<std::int64_t>(0, end - 1)(*random);
  };
  const std::int64_t wide = std::min(clip.edge, kEdge + kRoom), middle = (clip.edge - wide) / 2;
  at::Tensor bgr =
      pictures(clip, 0, clip.info->frames).slice(1, middle, middle + wide).slice(2, middle, middle + wide);
  if (random) {
    const std::int64_t top = draw(wide - kEdge + 1), left = draw(wide - kEdge + 1);
    bgr = bgr.slice(1, top, top + kEdge).slice(2, left, left + kEdge);
  }
  at::Tensor lips = networks::lipPictures(bgr.permute({0, 3, 1, 2}).to(at::kFloat))[0];
  return random && draw(2) == 1 ? lips.flip({3}) : lips;
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
