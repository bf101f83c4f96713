#pragma once
#include <string>
#include <vector>

#include "models/architecture/specs.h"

namespace expert {

// AV-HuBERT with its decoder in one size. `base` and `large` are the authors'; `small` can be taught on one
// machine.
struct Widths {
  architecture::SpeechWidths encoder;
  architecture::DecoderWidths decoder;  // symbols: the dictionary's
  std::int64_t clusterDim = 256;        // of the self-supervised stage
};
// "small", "base" or "large". Throws Error(choiceUnknown).
Widths widths(const std::string& size, std::int64_t symbols);

// All tensors of the fine-tuned network, by the authors' names.
architecture::Specs specs(const Widths& widths);

}  // namespace expert
