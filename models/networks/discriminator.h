#pragma once
#include "models/networks/transformer.h"

namespace networks {

// TalkLip's judge of picture quality (TalkLip_disc_qual): convolutions with LeakyReLU and no normalisation,
// over the lower half of a face. `part` holds face_encoder_blocks.N.N.conv_block.0 and binary_pred.0.
// faces [N, 3, 96, 96] (or of another edge: as many as the network has stages) BGR 0..1, of which the lower
// half is seen -> [N, 512]. `watch` is told the output of
// every stage as face_encoder_blocks.N.
at::Tensor judgeFeatures(const Part& part, const at::Tensor& faces, const Watch& watch = {});

// [N, 512] -> [N, 1], the probability that the face is a real one.
at::Tensor verdict(const Part& part, const at::Tensor& features);

}  // namespace networks
