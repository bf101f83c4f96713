#include "models/networks/av_hubert.h"

#include <ATen/ATen.h>

#include "models/networks/layers.h"

namespace networks {

at::Tensor encodeFused(const Part& part, const at::Tensor& sound, const at::Tensor& picture,
                       const at::Tensor& padding, const Watch& watch) {
  const at::Tensor nothing = at::zeros_like(sound.defined() ? sound : picture);
  const at::Tensor fused =
      at::cat({sound.defined() ? sound : nothing, picture.defined() ? picture : nothing}, 2);
  const at::Tensor x = linear(part / "post_extract_proj", layerNorm(part / "layer_norm", fused));
  if (watch) watch("post_extract_proj", x);
  const bool isTaught = part.teaching() && part.teaching()->firstLayer == 0;
  return transformerEncoder(part / "encoder", isTaught ? dropout(part, x, &Teaching::dropout) : x, padding,
                            headsOf(x.size(2)), watch);
}

at::Tensor encodeProjected(const Part& part, const at::Tensor& projected, Modality modality,
                           const at::Tensor& padding, const Watch& watch) {
  return modality == Modality::sound ? encodeFused(part, projected, {}, padding, watch)
                                     : encodeFused(part, {}, projected, padding, watch);
}

at::Tensor encodeSpeech(const Part& part, const at::Tensor& features, const at::Tensor& padding,
                        const Watch& watch) {
  return encodeProjected(part, linear(part / "feature_extractor_audio" / "proj", features), Modality::sound,
                         padding, watch);
}

}  // namespace networks
