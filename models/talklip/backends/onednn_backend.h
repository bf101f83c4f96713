#pragma once
#include <functional>
#include <memory>

#include "core/base/compute.h"
#include "models/networks/weights.h"
#include "models/talklip/backends/image_backend.h"

namespace talklip {

// oneDNN on the CPU: each thread that paints runs an executor of its own on one core; the packed weights are
// shared. nullptr when Redub was built without oneDNN, or for a network narrower than its blocks of 16
// channels, or of another edge than the authors'. precision: fp32 | bf16. Without `winograd` that algorithm
// is left out, for comparison.
std::unique_ptr<ImageBackend> oneDnnBackend(const networks::Weights& weights, base::Precision precision,
                                            std::size_t batch, bool winograd = true);

// One call multiplies two 1024 x 1024 matrices by oneDNN on one core, for measuring the machine; for one
// thread. Empty when Redub was built without oneDNN.
std::function<void()> oneDnnProduct(base::Precision precision);

}  // namespace talklip
