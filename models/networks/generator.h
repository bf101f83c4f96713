#pragma once
#include "models/networks/transformer.h"

namespace networks {

// TalkLip's image network (Wav2Lip's with another front): face encoder with skips, face decoder, output
// block. faces [N, 6, 96, 96] (frame with its lower half blank, then the identity; BGR 0..1), speech [N, S]
// (512 values in the authors' size) -> [N, 3, 96, 96] BGR 0..1.
// With firstRow > 0 rows above it are left out of the last decoder stages: the result is [N, 3, 96 -
// firstRow, 96] and equals these rows of the whole. Runs with BatchNorm as stored, or folded (see fold.h).
at::Tensor generate(const Part& part, const at::Tensor& faces, const at::Tensor& speech,
                    std::int64_t firstRow = 0, const Watch& watch = {});

// TalkLip's front: AV-HuBERT's vectors [N, D] -> [N, S].
at::Tensor mapSpeech(const Part& part, const at::Tensor& encoded);

// Wav2Lip's front: mel patches [N, 1, 80, 16] -> [N, S].
at::Tensor encodeMel(const Part& part, const at::Tensor& patches);

}  // namespace networks
