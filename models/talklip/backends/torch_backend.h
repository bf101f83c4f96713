#pragma once
#include <memory>

#include "core/base/compute.h"
#include "models/networks/weights.h"
#include "models/talklip/backends/image_backend.h"

namespace talklip {

// LibTorch on any device. `weights`: the whole image network, BatchNorm folded, fp32 on the CPU.
// Neither device nor precision may be `automatic`.
std::unique_ptr<ImageBackend> torchBackend(const networks::Weights& weights, base::Device device,
                                           base::Precision precision, std::size_t batch);

}  // namespace talklip
