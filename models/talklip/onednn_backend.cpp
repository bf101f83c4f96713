#include <ATen/ATen.h>

#include <map>
#include <mutex>
#include <vector>

#include "models/networks/weights.h"
#include "models/onednn/image_network.h"
#include "models/onednn/product.h"
#include "models/talklip/image_backend.h"
#include "models/talklip/network.h"

namespace talklip {
namespace {

onednn::Layers layersOf(const networks::Weights& weights) {
  onednn::Layers layers;
  const auto values = [](const at::Tensor& tensor) {
    const at::Tensor flat = tensor.contiguous().flatten();
    return std::vector<float>(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
  };
  for (const auto& [name, tensor] : weights) {
    const std::string ending = ".weight";
    if (name.size() < ending.size() || name.compare(name.size() - ending.size(), ending.size(), ending) != 0)
      continue;
    const std::string layer = name.substr(0, name.size() - ending.size());
    const std::string block = layer.substr(0, layer.find(".conv_block."));
    layers[block] = {values(tensor), tensor.sizes().vec(), values(weights.at(layer + ".bias"))};
  }
  return layers;
}

onednn::Precision precisionOf(const std::string& name) {
  return name == "bf16" ? onednn::Precision::bf16 : onednn::Precision::fp32;
}

class OneDnnBackend final : public ImageBackend {
 public:
  OneDnnBackend(networks::Weights weights, std::string precision, std::size_t batch)
      : weights_(std::move(weights)), precision_(std::move(precision)), batch_(batch) {}

  std::size_t batch() const override { return batch_; }
  std::string about() const override { return "cpu, oneDNN " + precision_; }

  void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
           int firstRow) const override {
    onednn::ImageNetwork network = take(firstRow);
    network.run(faces, speech, out);
    const std::lock_guard lock(mutex_);
    idle_[firstRow].push_back(std::move(network));
  }

 private:
  // A network that no other thread is using; all share one set of packed weights.
  onednn::ImageNetwork take(int firstRow) const {
    const std::lock_guard lock(mutex_);
    std::vector<onednn::ImageNetwork>& idle = idle_[firstRow];
    if (!idle.empty()) {
      onednn::ImageNetwork network = std::move(idle.back());
      idle.pop_back();
      return network;
    }
    const auto known = first_.find(firstRow);
    if (known != first_.end()) return known->second.another();
    const onednn::Settings settings{.batch = static_cast<int>(batch_),
                                    .precision = precisionOf(precision_),
                                    .firstRow = firstRow,
                                    .winograd = precision_ != "fp32-direct"};
    onednn::ImageNetwork made =
        first_.empty() ? onednn::ImageNetwork(layersOf(weights_), settings)
                       : onednn::ImageNetwork(layersOf(weights_), settings, first_.begin()->second);
    return first_.emplace(firstRow, std::move(made)).first->second.another();
  }

  networks::Weights weights_;
  std::string precision_;
  std::size_t batch_;
  mutable std::mutex mutex_;                           // guards first_ and idle_
  mutable std::map<int, onednn::ImageNetwork> first_;  // by first row; never run, others are made like them
  mutable std::map<int, std::vector<onednn::ImageNetwork>> idle_;
};

}  // namespace

std::unique_ptr<ImageBackend> oneDnnBackend(const networks::Weights& weights, const std::string& precision,
                                            std::size_t batch) {
  constexpr std::int64_t kBlock = 16;  // channels lie in blocks of so many
  for (const auto& [name, tensor] : weights)
    if (tensor.dim() == 4 && tensor.size(0) % kBlock != 0 && name.rfind("output_block.1", 0) != 0)
      return nullptr;
  return std::make_unique<OneDnnBackend>(weights, precision, batch);
}

std::function<void()> oneDnnProduct(const std::string& precision) {
  return onednn::matrixProduct(precisionOf(precision));
}

}  // namespace talklip
