#pragma once
#include <functional>

#include "models/onednn/image_network.h"

namespace onednn {

inline constexpr double kProductMacs = 1024.0 * 1024 * 1024;  // multiply-adds of one call

// One call multiplies two random 1024 x 1024 matrices on one core: the fastest that oneDNN knows here, as a
// measure of what the machine can do. Not thread-safe: each thread takes a copy of its own.
std::function<void()> matrixProduct(Precision precision);

}  // namespace onednn
