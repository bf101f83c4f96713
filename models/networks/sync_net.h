#pragma once
#include "models/networks/weights.h"

namespace networks {

// SyncNet v2 (syncnet_python). Vectors of 1024 values; near ones belong together.
// Five pictures in a row, whole frames of 224x224 BGR 0..255: [N, 3, 5, 224, 224] -> [N, 1024].
at::Tensor syncLips(const Part& part, const at::Tensor& pictures);
// Twenty columns of 13 mel cepstra (speech::mfcc, transposed): [N, 1, 13, 20] -> [N, 1024].
at::Tensor syncSound(const Part& part, const at::Tensor& cepstra);

}  // namespace networks
