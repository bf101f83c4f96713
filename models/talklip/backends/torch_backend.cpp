#include "models/talklip/backends/torch_backend.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <c10/util/Exception.h>

#include <cstring>

#include "core/base/error.h"
#include "models/networks/devices.h"
#include "models/networks/generator.h"
#include "models/talklip/network.h"

namespace talklip {
namespace {

using base::Precision;

at::ScalarType typeOf(Precision precision) {
  return precision == Precision::fp16 ? at::kHalf : precision == Precision::bf16 ? at::kBFloat16 : at::kFloat;
}

// LibTorch 1.13 has an exception of its own for this on the GPU alone, so it is told by its words.
bool isOutOfMemory(const std::exception& error) {
  return std::strstr(error.what(), "out of memory") != nullptr ||
         std::strstr(error.what(), "can't allocate memory") != nullptr;
}

at::Tensor viewOf(std::span<const float> values, at::IntArrayRef shape) {
  return at::from_blob(const_cast<float*>(values.data()), shape, at::kFloat);
}

class TorchBackend final : public ImageBackend {
 public:
  TorchBackend(const networks::Weights& weights, base::Device device, Precision precision, std::size_t batch)
      : device_(networks::torchDevice(device)), precision_(precision), batch_(batch) {
    for (const auto& [name, tensor] : weights) weights_[name] = tensor.to(device_, typeOf(precision_));
    edge_ = networks::edgeOf(weights_);
  }

  std::size_t batch() const override { return batch_; }
  int edge() const override { return static_cast<int>(edge_); }
  std::string about() const override { return device_.str() + ", LibTorch " + name(precision_); }

  void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
           int firstRow) const override {
    const c10::InferenceMode inference;
    try {
      if (device_.is_cpu()) {
        runOnCpu(faces, speech, out, firstRow);
      } else {
        runOnStream(faces, speech, out, firstRow);
      }
    } catch (const c10::Error& error) {
      if (isOutOfMemory(error)) throw OutOfMemory{};
      throw base::Error(base::Fault::networkFailed, {{"device", about()}}, {},
                        error.what_without_backtrace());
    }
  }

 private:
  struct Shapes {
    std::int64_t count, vector;
  };
  Shapes shapes(std::span<const float> faces, std::span<const float> speech) const {
    const auto count = static_cast<std::int64_t>(faces.size() / inputSize(edge()));
    return {count, static_cast<std::int64_t>(speech.size()) / count};
  }

  void writeRows(const at::Tensor& rows, std::span<float> out, int firstRow) const {
    viewOf(out, {rows.size(0), 3, edge_, edge_}).slice(2, firstRow).copy_(rows);
  }

  void runOnCpu(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
                int firstRow) const {
    at::set_num_threads(1);  // of this thread: the workers are the threads
    const auto [count, vector] = shapes(faces, speech);
    const at::ScalarType type = typeOf(precision_);
    writeRows(networks::generate(weights_, viewOf(faces, {count, 6, edge_, edge_}).to(type),
                                 viewOf(speech, {count, vector}).to(type), firstRow)
                  .to(at::kFloat),
              out, firstRow);
  }

  // Each call works on a stream of its own, through page-locked memory, so that one worker's copies go on
  // while another's pictures are computed.
  void runOnStream(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
                   int firstRow) const {
    const c10::impl::VirtualGuardImpl devices(device_.type());
    const c10::Stream stream = devices.getStreamFromGlobalPool(device_);
    const c10::StreamGuard guard(stream);
    const auto [count, vector] = shapes(faces, speech);
    const at::TensorOptions pinned = at::TensorOptions().dtype(at::kFloat).pinned_memory(true);
    at::Tensor staged = at::empty({count, 6, edge_, edge_}, pinned);
    at::Tensor said = at::empty({count, vector}, pinned);
    std::memcpy(staged.data_ptr<float>(), faces.data(), faces.size_bytes());
    std::memcpy(said.data_ptr<float>(), speech.data(), speech.size_bytes());
    const auto moved = [&](const at::Tensor& host) {
      return host.to(device_, at::kFloat, true).to(typeOf(precision_));
    };
    const at::Tensor rows =
        networks::generate(weights_, moved(staged).contiguous(at::MemoryFormat::ChannelsLast), moved(said),
                           firstRow)
            .to(at::kFloat)
            .contiguous();
    at::Tensor back = at::empty(rows.sizes(), pinned);
    back.copy_(rows, true);
    stream.synchronize();
    writeRows(back, out, firstRow);
  }

  at::Device device_;
  Precision precision_;
  std::size_t batch_;
  std::int64_t edge_ = 0;
  networks::Weights weights_;
};

}  // namespace

std::unique_ptr<ImageBackend> torchBackend(const networks::Weights& weights, base::Device device,
                                           Precision precision, std::size_t batch) {
  const c10::InferenceMode inference;
  return std::make_unique<TorchBackend>(weights, device, precision, batch);
}

}  // namespace talklip
