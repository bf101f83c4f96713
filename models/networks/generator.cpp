#include "models/networks/generator.h"

#include <ATen/ATen.h>

#include <array>
#include <vector>

#include "models/architecture/specs.h"
#include "models/networks/layers.h"

namespace networks {
namespace {

struct Stride {
  std::int64_t y = 1, x = 1;
};

// BatchNorm, unless it is folded into the convolution.
at::Tensor normed(const Part& block, const at::Tensor& x) {
  return block.has("1.weight") ? batchNorm(block / 1, x) : x;
}

at::Tensor convBlock(const Part& part, const at::Tensor& x, Stride stride, std::int64_t padding,
                     bool isResidual) {
  const Part block = part / "conv_block";
  const at::Tensor y = normed(block, at::conv2d(x, block.at("0.weight"), block.at("0.bias"),
                                                {stride.y, stride.x}, {padding, padding}));
  return at::relu(isResidual ? y + x : y);
}

// A transposed 3x3 convolution of stride 2 that doubles a map, as a 2x2 convolution of its own map with four
// times the channels, one for each of the four pixels that a pixel becomes: out[2 i] = w[1] x[i], out[2 i +
// 1] = w[2] x[i] + w[0] x[i + 1] in both directions. LibTorch computes it, and its gradient, several times as
// fast.
at::Tensor doubledMap(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  const std::int64_t in = weight.size(0), out = weight.size(1);
  const at::Tensor taps = at::tensor({1, 3, 2, 0}, at::kLong).to(weight.device());  // 3: none
  const at::Tensor kernels = at::constant_pad_nd(weight, {0, 1, 0, 1})
                                 .index_select(2, taps)
                                 .index_select(3, taps)
                                 .view({in, out, 2, 2, 2, 2})  // odd row, tap below, odd column, tap beside
                                 .permute({1, 2, 4, 0, 3, 5})
                                 .reshape({4 * out, in, 2, 2});
  return at::pixel_shuffle(
      at::conv2d(at::constant_pad_nd(x, {0, 1, 0, 1}), kernels, bias.repeat_interleave(4)), 2);
}

at::Tensor transposedBlock(const Part& part, const at::Tensor& x, std::int64_t stride) {
  const Part block = part / "conv_block";
  if (stride == 2 && part.teaching())
    return at::relu(normed(block, doubledMap(x, block.at("0.weight"), block.at("0.bias"))));
  const std::int64_t padding = stride == 2 ? 1 : 0, outputPadding = stride == 2 ? 1 : 0;
  return at::relu(normed(block, at::conv_transpose2d(x, block.at("0.weight"), block.at("0.bias"), stride,
                                                     padding, outputPadding)));
}

// A feature map of which the rows first .. height-1 are there.
struct Band {
  at::Tensor rows;
  std::int64_t first = 0, height = 0;
  Band from(std::int64_t row) const { return {rows.slice(2, row - first), row, height}; }
};

// What a 3x3 convolution with padding 1 needs above its first row.
std::int64_t rowAbove(std::int64_t row) { return std::max<std::int64_t>(0, row - 1); }

// Rows `first`.. of a residual 3x3 block. The band starts one row above them, or at the top.
Band residual(const Part& part, const Band& in, std::int64_t first) {
  Band out{convBlock(part, in.rows, {}, 1, true), in.first, in.height};
  return out.from(first);
}

// Rows `first`.. of a transposed block of stride 2: its rows from 2 r on depend on the input's rows from r on
// alone.
Band doubled(const Part& part, const Band& in, std::int64_t first) {
  Band out{transposedBlock(part, in.rows, 2), 2 * in.first, 2 * in.height};
  return out.from(first);
}

std::vector<at::Tensor> encodeFace(const Part& part, const at::Tensor& faces, const Watch& watch) {
  std::vector<at::Tensor> skips;
  at::Tensor x = faces;
  const int stages = part.count("face_encoder_blocks");
  for (int i = 0; i < stages; ++i) {
    const bool isLast = i + 1 == stages;
    const Part stage = part / "face_encoder_blocks" / i;
    const int blocks = part.count("face_encoder_blocks." + std::to_string(i));
    for (int j = 0; j < blocks; ++j) {
      const std::int64_t stride = j == 0 && i > 0 && !isLast ? 2 : 1;
      const std::int64_t padding = i == 0 ? 3 : isLast ? 0 : 1;
      x = convBlock(stage / j, x, {stride, stride}, padding, j > 0 && !isLast);
      if (watch) watch("face_encoder_blocks." + std::to_string(i) + "." + std::to_string(j), x);
    }
    skips.push_back(x);
  }
  return skips;
}

constexpr std::size_t kBanded = 3;  // the decoder's last stages, where nearly all of the work is

// First rows that the outputs of the decoder's stages need so that row `firstRow` of the picture comes out
// right, worked out from the back: two residual blocks and the doubling each look one row up. 0 before the
// last stages.
using Rows = std::vector<std::int64_t>;
Rows neededRows(std::int64_t firstRow, std::size_t stages) {
  Rows rows(stages, 0);
  std::int64_t row = rowAbove(firstRow);  // the output block's 3x3 convolution
  for (std::size_t i = stages - 1; i >= stages - kBanded; --i) {
    rows[i] = row;
    row = rowAbove(rowAbove(row)) / 2;  // before two residual blocks, at half the size
  }
  return rows;
}

Band decode(const Part& part, const std::vector<at::Tensor>& skips, const at::Tensor& speech,
            const Rows& rows, const Watch& watch) {
  Band x{speech.view({speech.size(0), speech.size(1), 1, 1}), 0, 1};
  const int stages = static_cast<int>(skips.size());
  for (int i = 0; i < stages; ++i) {
    const auto stageNo = static_cast<std::size_t>(i);
    const Part stage = part / "face_decoder_blocks" / i;
    const std::int64_t last = rows[stageNo];
    const int blocks = part.count("face_decoder_blocks." + std::to_string(i));
    for (int j = 0; j < blocks; ++j) {
      std::int64_t first = last;
      for (int later = j + 1; later < blocks; ++later) first = rowAbove(first);
      if (i == 0) {
        x.rows = convBlock(stage / j, x.rows, {}, 0, false);
      } else if (j > 0) {
        x = residual(stage / j, x, first);
      } else if (i == 1) {
        x = {transposedBlock(stage / j, x.rows, 1), 0, 3};
      } else {
        x = doubled(stage / j, x, first);
      }
      if (watch) watch("face_decoder_blocks." + std::to_string(i) + "." + std::to_string(j), x.rows);
    }
    const at::Tensor& skip = skips[skips.size() - 1 - stageNo];
    x.rows = at::cat({x.rows, skip.slice(2, x.first)}, 1);
    // The next stage doubles: it needs no row above half of what it gives.
    if (i + 1 < stages && rows[stageNo + 1] > 0) {
      std::int64_t next = rows[stageNo + 1];
      next = rowAbove(rowAbove(next)) / 2;
      x = x.from(std::max(x.first, next));
    }
  }
  return x;
}

}  // namespace

at::Tensor generate(const Part& part, const at::Tensor& faces, const at::Tensor& speech,
                    std::int64_t firstRow, const Watch& watch) {
  const std::vector<at::Tensor> skips = encodeFace(part, faces, watch);
  const Band decoded = decode(part, skips, speech, neededRows(firstRow, skips.size()), watch);
  Band x{convBlock(part / "output_block" / 0, decoded.rows, {}, 1, false), decoded.first, decoded.height};
  if (watch) watch("output_block.0", x.rows);
  x = x.from(firstRow);
  const Part last = part / "output_block" / 1;
  return at::sigmoid(at::conv2d(x.rows, last.at("weight"), last.at("bias")));
}

std::int64_t edgeOf(const Part& part) { return architecture::edgeOf(part.count("face_encoder_blocks")); }

at::Tensor mapSpeech(const Part& part, const at::Tensor& encoded) {
  return linear(part / "audio_map", encoded);
}

at::Tensor encodeMel(const Part& part, const at::Tensor& patches) {
  struct Block {
    Stride stride;
    std::int64_t padding;
    bool isResidual;
  };
  static const std::array<Block, 13> kBlocks{{{{1, 1}, 1, false},
                                              {{1, 1}, 1, true},
                                              {{1, 1}, 1, true},
                                              {{3, 1}, 1, false},
                                              {{1, 1}, 1, true},
                                              {{1, 1}, 1, true},
                                              {{3, 3}, 1, false},
                                              {{1, 1}, 1, true},
                                              {{1, 1}, 1, true},
                                              {{3, 2}, 1, false},
                                              {{1, 1}, 1, true},
                                              {{1, 1}, 0, false},
                                              {{1, 1}, 0, false}}};
  at::Tensor x = patches;
  for (std::size_t i = 0; i < kBlocks.size(); ++i)
    x = convBlock(part / "audio_encoder" / static_cast<int>(i), x, kBlocks[i].stride, kBlocks[i].padding,
                  kBlocks[i].isResidual);
  return x.flatten(1);
}

}  // namespace networks
