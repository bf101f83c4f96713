#pragma once
#include "models/networks/weights.h"

namespace gpu {

// Pictures a second of the image network as a CUDA graph of one batch, inputs on the card; 0 where this was
// built without CUDA's headers.
double paintedByGraph(const networks::Weights& weights, at::ScalarType type, std::size_t batch,
                      double seconds);

}  // namespace gpu
