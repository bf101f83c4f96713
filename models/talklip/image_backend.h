#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "models/networks/weights.h"

namespace talklip {

// The image network on one device. Thread-safe.
class ImageBackend {
 public:
  virtual ~ImageBackend() = default;
  virtual std::size_t batch() const = 0;
  // As Network::paint, `count` pictures at most batch(). Throws OutOfMemory.
  virtual void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
                   int firstRow) const = 0;
  virtual std::string about() const = 0;
};

// The device has no room for so many pictures at once.
struct OutOfMemory {};

// LibTorch on any device. `weights`: the whole image network, BatchNorm folded, fp32 on the CPU.
// precision: fp32 | bf16 | fp16.
std::unique_ptr<ImageBackend> torchBackend(const networks::Weights& weights, const std::string& device,
                                           const std::string& precision, std::size_t batch);

// oneDNN on the CPU: each thread that paints runs an executor of its own on one core; the packed weights are
// shared. nullptr when Redub was built without oneDNN, or for a network narrower than its blocks of 16
// channels. precision: fp32 | bf16; fp32-direct leaves Winograd's algorithm out, for comparison.
std::unique_ptr<ImageBackend> oneDnnBackend(const networks::Weights& weights, const std::string& precision,
                                            std::size_t batch);

// One call multiplies two 1024 x 1024 matrices by oneDNN on one core, for measuring the machine; for one
// thread. Empty when Redub was built without oneDNN.
std::function<void()> oneDnnProduct(const std::string& precision);

// Runs `count` pictures through `first` in parts of its batch. When the device runs out of memory the parts
// are halved; when even one picture is too much, `second` (made on demand) goes on, and `warn` is told once.
class Retreat {
 public:
  Retreat(std::unique_ptr<ImageBackend> first, std::function<std::unique_ptr<ImageBackend>()> second,
          std::function<void(const std::string&)> warn);
  ~Retreat();
  std::size_t batch() const;
  void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
           int firstRow) const;
  std::string about() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talklip
