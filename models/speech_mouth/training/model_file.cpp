#include "models/speech_mouth/training/model_file.h"

#include <ATen/ATen.h>

#include "models/safetensors.h"

namespace speech_mouth::training {
namespace {

// The learnt rows -> the five of speech::Articulation.
at::Tensor mixed(const at::Tensor& rows, double loudShare) {
  const at::Tensor opening = rows[0] * (1 - loudShare) + rows[kLoudOpening] * loudShare;
  return at::cat({opening.unsqueeze(0), rows.slice(0, 1, kLoudOpening)});
}

}  // namespace

void writeModel(const Weights& weights, double loudShare, const std::map<std::string, std::string>& metadata,
                const std::filesystem::path& path) {
  models::Safetensors file{.tensors = {}, .metadata = metadata};
  for (const auto& [name, tensor] : weights) {
    const bool isHead = name.rfind("articulation.", 0) == 0;
    const at::Tensor values = (isHead ? mixed(tensor.detach(), loudShare) : tensor.detach()).contiguous();
    file.tensors[name] = models::halves({values.data_ptr<float>(), static_cast<std::size_t>(values.numel())},
                                        values.sizes().vec());
  }
  models::writeSafetensors(file, path);
}

}  // namespace speech_mouth::training
