#pragma once
#include "models/networks/transformer.h"

namespace networks {

// TalkLip's image network (Wav2Lip's with another front): face encoder with skips, face decoder, output
// block. faces [N, 6, E, E] (frame with its lower half blank, then the identity; BGR 0..1), speech [N, S]
// -> [N, 3, E, E] BGR 0..1. In the authors' size E is 96 and S 512.
// With firstRow > 0 rows above it are left out of the last decoder stages: the result is [N, 3, E - firstRow,
// E] and equals these rows of the whole. Runs with BatchNorm as stored, or folded (see fold.h).
at::Tensor generate(const Part& part, const at::Tensor& faces, const at::Tensor& speech,
                    std::int64_t firstRow = 0, const Watch& watch = {});

// Pixels of the pictures' edge (E): 3 << (stages - 2).
std::int64_t edgeOf(const Part& part);

// TalkLip's front: AV-HuBERT's vectors [N, D] -> [N, S].
at::Tensor mapSpeech(const Part& part, const at::Tensor& encoded);

// Wav2Lip's front: mel patches [N, 1, 80, 16] -> [N, S].
at::Tensor encodeMel(const Part& part, const at::Tensor& patches);

}  // namespace networks
