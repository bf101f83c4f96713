#pragma once
#include "models/architecture/architecture.h"
#include "models/networks/weights.h"

namespace networks {

// A network of any kind on a small made input (noise of a fixed seed), for the self-test: its output, 32 bits
// on the processor.
at::Tensor runOnce(architecture::Kind kind, const Weights& weights);

}  // namespace networks
