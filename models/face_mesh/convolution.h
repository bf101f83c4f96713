#pragma once
#include <cstdint>
#include <functional>

namespace face_mesh {

enum class Activation : std::uint8_t { none, relu, prelu };

// A convolution of one map with what follows it: out = activation(convolution(in) + bias + residual). Maps
// are [rows, columns, channels], float32; missing rows and columns are zeros. All memory is somebody else's
// and stays where it is.
struct Convolution {
  const float* in = nullptr;
  float* out = nullptr;
  const float* weights = nullptr;  // [out, k, k, in], or depthwise [k, k, channels]
  const float* bias = nullptr;
  const float* residual = nullptr;  // as out; may be null
  const float* slopes = nullptr;    // of prelu, one a channel
  Activation activation = Activation::none;
  bool isDepthwise = false;
  std::int64_t rows = 0, columns = 0, channels = 0, outRows = 0, outColumns = 0, outChannels = 0;
  std::int64_t kernel = 1, stride = 1, padBefore = 0;
};

// What computes it: oneDNN where it is installed, else loops.
std::function<void()> prepared(const Convolution& convolution);
// The plain loops, for comparison.
std::function<void()> loops(const Convolution& convolution);

}  // namespace face_mesh
