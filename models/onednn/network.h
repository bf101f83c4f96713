#pragma once
#include "models/onednn/builder.h"

namespace onednn {

// The image network as a program for `batch` pictures of which rows firstRow..95 are wanted.
Program imageProgram(const Layers& layers, PackedWeights& weights, const Way& way, int batch, int firstRow);

// What suits the layers and this machine.
Way wayOf(const Layers& layers, const Settings& settings);

}  // namespace onednn
