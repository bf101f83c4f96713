#pragma once
#include <cstdint>
#include <memory>

struct AVFrame;  // libav stays behind core/media's .cpp files

namespace media {

// 0-based position of a picture in presentation order. Times appear only at the edges.
using FrameNo = std::int64_t;

struct Rational {
  std::int64_t num = 0, den = 1;
  double value() const { return den == 0 ? 0.0 : static_cast<double>(num) / static_cast<double>(den); }
  friend bool operator==(const Rational&, const Rational&) = default;
};

// Code points of ITU-T H.273 as FFmpeg numbers them (AVColorRange, AVColorSpace, ...); 2 or 0 = unspecified.
struct ColorTags {
  int range = 0, matrix = 2, primaries = 2, transfer = 2, chromaLocation = 0;
  friend bool operator==(const ColorTags&, const ColorTags&) = default;
};

// One plane of samples: `width` x `height` samples of `bytes` bytes each, native-endian. For packed formats
// (rgb24) there is one plane and `width` counts bytes.
struct PlaneView {
  const std::uint8_t* data = nullptr;
  std::ptrdiff_t stride = 0;  // bytes from row to row
  int width = 0, height = 0, bytes = 1;
};
struct MutablePlane {
  std::uint8_t* data = nullptr;
  std::ptrdiff_t stride = 0;
  int width = 0, height = 0, bytes = 1;
};

// A decoded picture: the decoder's own planes, pts and colour tags. Copies share the planes; `writable`
// copies them first when they are shared. A Frame may move between threads; one Frame object is used by one
// at a time.
class Frame {
 public:
  Frame() = default;
  explicit Frame(std::shared_ptr<AVFrame> frame) : frame_(std::move(frame)) {}

  bool empty() const { return frame_ == nullptr; }
  int width() const;
  int height() const;
  int pixelFormat() const;  // AVPixelFormat
  int planes() const;
  PlaneView plane(int i) const;
  MutablePlane writable(int i);  // throws base::Error(internal) when memory runs out
  std::int64_t pts() const;      // in the time base of its clip
  void setPts(std::int64_t pts);
  ColorTags color() const;
  std::size_t bytes() const;  // memory of all planes, for byte-bounded queues
  const AVFrame* av() const { return frame_.get(); }

 private:
  std::shared_ptr<AVFrame> frame_;
};

}  // namespace media
