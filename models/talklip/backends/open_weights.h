#pragma once
#include "models/networks/weights.h"
#include "models/safetensors.h"

namespace talklip {

// The 32-bit arrays of a mapped file, which must stay open, as tensors without a copy.
networks::Weights viewsOf(const models::SafetensorsFile& file);

}  // namespace talklip
