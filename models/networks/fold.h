#pragma once
#include "models/networks/weights.h"

namespace networks {

// The same network with less to do: every BatchNorm of a conv_block goes into its convolution (computed in
// double), and the positional convolution's weight norm is carried out. Other tensors are shared, not copied.
Weights folded(const Weights& weights);

}  // namespace networks
