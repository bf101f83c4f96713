#include "models/talklip/backends/onednn_backend.h"

#include <ATen/ATen.h>

#include <map>
#include <mutex>
#include <vector>

#include "models/networks/generator.h"
#include "models/onednn/image_network.h"
#include "models/onednn/product.h"
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

onednn::Precision precisionOf(base::Precision precision) {
  return precision == base::Precision::bf16 ? onednn::Precision::bf16 : onednn::Precision::fp32;
}

class OneDnnBackend final : public ImageBackend {
 public:
  OneDnnBackend(networks::Weights weights, base::Precision precision, std::size_t batch, bool winograd)
      : weights_(std::move(weights)), precision_(precision), batch_(batch), winograd_(winograd) {}

  std::size_t batch() const override { return batch_; }
  int edge() const override { return kEdge; }
  std::string about() const override { return std::string("cpu, oneDNN ") + name(precision_); }

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
                                    .winograd = winograd_};
    onednn::ImageNetwork made =
        first_.empty() ? onednn::ImageNetwork(layersOf(weights_), settings)
                       : onednn::ImageNetwork(layersOf(weights_), settings, first_.begin()->second);
    return first_.emplace(firstRow, std::move(made)).first->second.another();
  }

  networks::Weights weights_;
  base::Precision precision_;
  std::size_t batch_;
  bool winograd_;
  mutable std::mutex mutex_;                           // guards first_ and idle_
  mutable std::map<int, onednn::ImageNetwork> first_;  // by first row; never run, others are made like them
  mutable std::map<int, std::vector<onednn::ImageNetwork>> idle_;
};

}  // namespace

std::unique_ptr<ImageBackend> oneDnnBackend(const networks::Weights& weights, base::Precision precision,
                                            std::size_t batch, bool winograd) {
  constexpr std::int64_t kBlock = 16;  // channels lie in blocks of so many
  if (networks::edgeOf(networks::Part(weights)) != kEdge) return nullptr;
  for (const auto& [name, tensor] : weights)
    if (tensor.dim() == 4 && tensor.size(0) % kBlock != 0 && name.rfind("output_block.1", 0) != 0)
      return nullptr;
  return std::make_unique<OneDnnBackend>(weights, precision, batch, winograd);
}

std::function<void()> oneDnnProduct(base::Precision precision) {
  return onednn::matrixProduct(precisionOf(precision));
}

}  // namespace talklip
