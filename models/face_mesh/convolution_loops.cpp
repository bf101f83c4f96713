#include <algorithm>

#include "models/face_mesh/convolution.h"

namespace face_mesh {
namespace {

float activated(const Convolution& c, float value, std::int64_t channel) {
  if (c.activation == Activation::none || value >= 0) return value;
  return c.activation == Activation::prelu ? c.slopes[channel] * value : 0;
}

// The kernel's rows (or columns) that lie on the map for an output row.
struct Taps {
  std::int64_t first, last, at;  // of the kernel; `at` is where kernel row 0 lies
};

Taps tapsOf(const Convolution& c, std::int64_t out, std::int64_t extent) {
  const std::int64_t at = out * c.stride - c.padBefore;
  return {std::max<std::int64_t>(0, -at), std::min(c.kernel, extent - at), at};
}

float sumAt(const Convolution& c, const Taps& rows, const Taps& columns, std::int64_t channel) {
  float sum = c.bias[channel];
  for (std::int64_t y = rows.first; y < rows.last; ++y)
    for (std::int64_t x = columns.first; x < columns.last; ++x) {
      const float* in = c.in + ((rows.at + y) * c.columns + columns.at + x) * c.channels;
      if (c.isDepthwise) {
        sum += in[channel] * c.weights[(y * c.kernel + x) * c.channels + channel];
        continue;
      }
      const float* weights = c.weights + ((channel * c.kernel + y) * c.kernel + x) * c.channels;
      for (std::int64_t k = 0; k < c.channels; ++k) sum += in[k] * weights[k];
    }
  return sum;
}

void convolve(const Convolution& c) {
  for (std::int64_t row = 0; row < c.outRows; ++row)
    for (std::int64_t column = 0; column < c.outColumns; ++column) {
      const Taps rows = tapsOf(c, row, c.rows), columns = tapsOf(c, column, c.columns);
      const std::int64_t at = (row * c.outColumns + column) * c.outChannels;
      for (std::int64_t channel = 0; channel < c.outChannels; ++channel) {
        const float sum = sumAt(c, rows, columns, channel);
        c.out[at + channel] = activated(c, c.residual ? sum + c.residual[at + channel] : sum, channel);
      }
    }
}

}  // namespace

std::function<void()> loops(const Convolution& convolution) {
  return [convolution] { convolve(convolution); };
}

}  // namespace face_mesh
