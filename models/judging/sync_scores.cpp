#include "models/judging/sync_scores.h"

#include <ATen/ATen.h>

#include "core/speech/mfcc.h"
#include "models/expert/clip_tensors.h"
#include "models/metrics/sync.h"
#include "models/networks/sync_net.h"

namespace judging {

static constexpr std::int64_t kEdge = 224, kPictures = 5, kColumns = 20, kColumnsPerPicture = 4;
static constexpr std::int64_t kAtOnce = 8;          // windows
static constexpr std::int64_t kSoundPicture = 640;  // samples

// [frames, 3, 224, 224] BGR 0..255
static at::Tensor picturesOf(const dataset::ClipView& clip, std::int64_t first, std::int64_t last) {
  const at::Tensor bgr = expert::pictures(clip, first, last).permute({0, 3, 1, 2}).to(at::kFloat);
  return at::upsample_bilinear2d(bgr, {kEdge, kEdge}, false);
}

static std::span<const float> values(const at::Tensor& tensor) {
  return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

Scores syncScores(const networks::Weights& syncNet, const dataset::ClipView& clip) {
  const c10::InferenceMode inference;
  const networks::Part part(syncNet);
  const std::int64_t windows =
      std::min(clip.info->frames, std::ssize(clip.sound) / kSoundPicture) - kPictures;
  if (windows < 1) return {};
  std::vector<float> rows = speech::mfcc(clip.sound);
  const at::Tensor cepstra =
      at::from_blob(rows.data(), {std::ssize(rows) / speech::kCepstra, speech::kCepstra}, at::kFloat).t();
  std::vector<at::Tensor> seen, heard;
  for (std::int64_t first = 0; first < windows; first += kAtOnce) {
    const std::int64_t last = std::min(windows, first + kAtOnce);
    const at::Tensor pictures = picturesOf(clip, first, last - 1 + kPictures);
    std::vector<at::Tensor> lips, sounds;
    for (std::int64_t i = first; i < last; ++i) {
      lips.push_back(pictures.slice(0, i - first, i - first + kPictures).permute({1, 0, 2, 3}));
      sounds.push_back(cepstra.slice(1, kColumnsPerPicture * i, kColumnsPerPicture * i + kColumns));
    }
    seen.push_back(networks::syncLips(part, at::stack(lips)));
    heard.push_back(networks::syncSound(part, at::stack(sounds).unsqueeze(1)));
  }
  const at::Tensor video = at::cat(seen).contiguous(), sound = at::cat(heard).contiguous();
  const metrics::Sync sync =
      metrics::synchrony(values(video), values(sound), static_cast<std::size_t>(video.size(1)));
  return {{"lse-c", {sync.lseC}}, {"lse-d", {sync.lseD}}, {"offset", {static_cast<double>(sync.offset)}}};
}

}  // namespace judging
