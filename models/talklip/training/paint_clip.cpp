#include "models/talklip/training/paint_clip.h"

#include <ATen/ATen.h>

#include "models/expert/clip_tensors.h"
#include "models/networks/devices.h"
#include "models/networks/generator.h"
#include "models/talklip/training/generator_loss.h"
#include "models/talklip/training/sampling.h"

namespace talklip::training {

static constexpr std::int64_t kAtOnce = 25;

dataset::Clip paintClip(const networks::Weights& generator, const dataset::ClipView& clip) {
  const at::NoGradGuard noGrad;
  dataset::Clip out{.info = *clip.info, .edge = clip.edge};
  out.boxes.assign(clip.boxes.begin(), clip.boxes.end());
  out.landmarks.assign(clip.landmarks.begin(), clip.landmarks.end());
  out.sound.assign(clip.sound.begin(), clip.sound.end());
  const networks::Part part(generator);
  const SoundEncoder encoder = encoderOf(generator);
  const at::Device device = networks::deviceOf(generator);
  const at::Tensor identity = crop(clip, 0, networks::edgeOf(part));
  std::vector<at::Tensor> pieces;
  at::Tensor encoded;
  for (std::int64_t first = 0; first < clip.info->frames; first += kAtOnce) {
    const std::int64_t last = std::min(clip.info->frames, first + kAtOnce);
    const Batch batch = onDevice(range(clip, first, last, identity, encoder), device);
    if (!encoded.defined()) encoded = encodeSound(part, batch, encoder);
    const at::Tensor painted = paint(part, batch, encoder, encoded);
    const at::Tensor pictures = expert::pictures(clip, first, last).to(device).permute({0, 3, 1, 2});
    std::vector<Place> places = batch.places;
    for (Place& place : places) place.frame -= first;
    // The reference cuts the fraction off.
    pieces.push_back(
        pasted(pictures, places, painted).clamp(0, 255).to(at::kCPU, at::kByte).permute({0, 2, 3, 1}));
  }
  const at::Tensor all = at::cat(pieces).contiguous();
  const auto* bytes = all.data_ptr<std::uint8_t>();
  out.pictures.assign(bytes, bytes + all.numel());
  return out;
}

}  // namespace talklip::training
