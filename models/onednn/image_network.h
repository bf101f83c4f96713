#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace onednn {

// One convolution of the image network, BatchNorm folded in: weight [out, in, k, k], of the transposed ones
// [in, out, k, k]. Row-major.
struct Folded {
  std::vector<float> weight;
  std::vector<std::int64_t> shape;
  std::vector<float> bias;
};
// By the block's name: "face_encoder_blocks.0.0", "face_decoder_blocks.3.1", "output_block.0",
// "output_block.1".
using Layers = std::map<std::string, Folded>;

enum class Precision { fp32, bf16 };

struct Settings {
  int batch = 4;  // pictures at once, at most
  Precision precision = Precision::fp32;
  // Only output rows from here to 95 are computed; the last decoder stages then work on a band of rows.
  int firstRow = 0;
  bool winograd = true;  // fp32 on AVX-512: 3x3 convolutions by Winograd's algorithm (differences below 1e-5)
  int threads = 1;       // that one run uses
};

// Whether the processor multiplies bf16 itself (AVX-512 BF16); without, bf16 falls back to fp32.
bool hasBf16();

struct Memory {
  std::size_t weights = 0;  // bytes of packed weights, shared
  std::size_t arena = 0;    // bytes of one network's feature maps
};

// TalkLip's image network on oneDNN (v2): weights packed once, blocked layouts from end to end, bias,
// residual and ReLU within the convolutions. Channel counts come from the weights.
class ImageNetwork {
 public:
  // Throws Error: unreadable (the layers do not fit together), unsupported (oneDNN cannot run them).
  ImageNetwork(const Layers& layers, const Settings& settings);
  // With other settings, sharing the packed weights of a network of the same layers.
  ImageNetwork(const Layers& layers, const Settings& settings, const ImageNetwork& relative);
  ~ImageNetwork();
  ImageNetwork(ImageNetwork&&) noexcept;
  ImageNetwork& operator=(ImageNetwork&&) noexcept;
  // A second one for another thread: shares weights and steps, has feature maps of its own.
  ImageNetwork another() const;

  // faces [n, 6, 96, 96] 0..1, speech [n, vector] -> out [n, 3, 96, 96], n from 1 to batch; rows above
  // firstRow are not touched. One thread at a time; the same input gives the same bits.
  void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out);

  Memory memoryUse() const;
  // Which implementation runs each layer, one line a layer.
  std::string listing() const;

 private:
  struct Impl;
  explicit ImageNetwork(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace onednn
