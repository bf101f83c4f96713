#include <ATen/ATen.h>

#include <mutex>
#include <optional>
#include <vector>

#include "models/networks/weights.h"
#include "models/onednn/image_network.h"
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

// The network for one range of rows, and copies of it that no thread is using. The first copy keeps the
// packed weights, which all others share.
class Pool {
 public:
  Pool(const networks::Weights& weights, const onednn::Settings& settings)
      : weights_(weights), settings_(settings) {}

  onednn::ImageNetwork take() {
    const std::lock_guard lock(mutex_);
    if (!first_) first_.emplace(layersOf(weights_), settings_);
    if (idle_.empty()) return first_->another();
    onednn::ImageNetwork network = std::move(idle_.back());
    idle_.pop_back();
    return network;
  }
  void giveBack(onednn::ImageNetwork network) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(network));
  }

 private:
  const networks::Weights& weights_;
  onednn::Settings settings_;
  std::mutex mutex_;  // guards first_ and idle_
  std::optional<onednn::ImageNetwork> first_;
  std::vector<onednn::ImageNetwork> idle_;
};

class OneDnnBackend final : public ImageBackend {
 public:
  OneDnnBackend(networks::Weights weights, std::string precision, std::size_t batch)
      : weights_(std::move(weights)),
        precision_(std::move(precision)),
        batch_(batch),
        whole_(weights_, settings(0)),
        lower_(weights_, settings(kLowerFace)) {}

  std::size_t batch() const override { return batch_; }
  std::string about() const override { return "cpu, oneDNN " + precision_; }

  void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
           int firstRow) const override {
    Pool& pool = firstRow >= kLowerFace ? lower_ : whole_;
    onednn::ImageNetwork network = pool.take();
    network.run(faces, speech, out);
    pool.giveBack(std::move(network));
  }

 private:
  onednn::Settings settings(int firstRow) const {
    return {.batch = static_cast<int>(batch_),
            .precision = precision_ == "bf16" ? onednn::Precision::bf16 : onednn::Precision::fp32,
            .firstRow = firstRow};
  }
  networks::Weights weights_;
  std::string precision_;
  std::size_t batch_;
  mutable Pool whole_, lower_;  // safe to use from several threads
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

}  // namespace talklip
