#include "models/training/model_file.h"

#include <ATen/ATen.h>

#include "models/safetensors.h"

namespace training {

void writeWeights(const networks::Weights& weights, const std::map<std::string, std::string>& metadata,
                  const std::filesystem::path& path) {
  models::Safetensors file{.tensors = {}, .metadata = metadata};
  for (const auto& [name, tensor] : weights) {
    const at::Tensor values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const auto* bytes = static_cast<const std::byte*>(values.data_ptr());
    file.tensors[name] = {
        .dtype = "F32", .shape = values.sizes().vec(), .data = {bytes, bytes + values.nbytes()}};
  }
  models::writeSafetensors(file, path);
}

ModelFile readModel(const std::filesystem::path& path) {
  const models::Safetensors file = models::readSafetensors(path);
  ModelFile model{.weights = {}, .metadata = file.metadata};
  for (const auto& [name, stored] : file.tensors) {
    if (stored.dtype != "F32" && stored.dtype != "F16") continue;
    std::vector<float> values = models::floats(stored);
    model.weights[name] = at::from_blob(values.data(), stored.shape, at::kFloat).clone();
  }
  return model;
}

}  // namespace training
