#include "models/networks/av_hubert.h"

#include <ATen/ATen.h>

#include "models/networks/layers.h"

namespace networks {

at::Tensor encodeProjected(const Part& part, const at::Tensor& projected, Modality modality,
                           const at::Tensor& padding, const Watch& watch) {
  const at::Tensor nothing = at::zeros_like(projected);
  const bool isSound = modality == Modality::sound;
  const at::Tensor fused = at::cat({isSound ? projected : nothing, isSound ? nothing : projected}, 2);
  const at::Tensor x = linear(part / "post_extract_proj", layerNorm(part / "layer_norm", fused));
  if (watch) watch("post_extract_proj", x);
  return transformerEncoder(part / "encoder", x, padding, headsOf(x.size(2)), watch);
}

at::Tensor encodeSpeech(const Part& part, const at::Tensor& features, const at::Tensor& padding,
                        const Watch& watch) {
  return encodeProjected(part, linear(part / "feature_extractor_audio" / "proj", features), Modality::sound,
                         padding, watch);
}

}  // namespace networks
