#pragma once
#include "models/networks/transformer.h"

namespace networks {

// AV-HuBERT (hubert.py) with one of its two inputs: the other half of the fused vector is zero, after its
// projection. `part` holds feature_extractor_audio.proj, post_extract_proj, layer_norm, encoder.
// features [B, T, 104] -> [B, T, D]. padding [B, T] bool, true = padding; may be undefined.
at::Tensor encodeSpeech(const Part& part, const at::Tensor& features, const at::Tensor& padding = {},
                        const Watch& watch = {});

// sound, picture [B, T, D] after their projections, before fusion; one of them may be undefined.
at::Tensor encodeFused(const Part& part, const at::Tensor& sound, const at::Tensor& picture,
                       const at::Tensor& padding = {}, const Watch& watch = {});

// projected [B, T, D] of either modality, before fusion.
enum class Modality { sound, picture };
at::Tensor encodeProjected(const Part& part, const at::Tensor& projected, Modality modality,
                           const at::Tensor& padding = {}, const Watch& watch = {});

}  // namespace networks
