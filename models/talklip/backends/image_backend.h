#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace talklip {

// The image network on one device. Thread-safe.
class ImageBackend {
 public:
  virtual ~ImageBackend() = default;
  virtual std::size_t batch() const = 0;
  virtual int edge() const = 0;  // of the pictures, pixels
  // As Network::paint, `count` pictures at most batch(). Throws OutOfMemory.
  virtual void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
                   int firstRow) const = 0;
  virtual std::string about() const = 0;
};

// The device has no room for so many pictures at once.
struct OutOfMemory {};

}  // namespace talklip
