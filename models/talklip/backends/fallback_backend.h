#pragma once
#include <functional>
#include <memory>
#include <string>

#include "models/talklip/backends/image_backend.h"

namespace talklip {

// Runs `count` pictures through `first` in parts of its batch. When the device runs out of memory the parts
// are halved; when even one picture is too much, `second` (made on demand) goes on, and `warn` is told once.
class FallbackBackend {
 public:
  FallbackBackend(std::unique_ptr<ImageBackend> first, std::function<std::unique_ptr<ImageBackend>()> second,
                  std::function<void(const std::string&)> warn);
  ~FallbackBackend();
  std::size_t batch() const;
  int edge() const;
  void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
           int firstRow) const;
  std::string about() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talklip
