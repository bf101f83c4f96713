#pragma once
#include <functional>
#include <string>

#include "models/networks/weights.h"

namespace networks {

// Told intermediate values by name, for tests. May be empty.
using Watch = std::function<void(const std::string& name, const at::Tensor& value)>;

// Multi-head attention as fairseq has it: separate k, v, q, out projections with bias, q scaled by
// headDim^-1/2. query [B, T, D]; memory [B, S, D] gives keys and values; `mask` is added to the scores
// [B or 1, 1, T or 1, S] (0 = seen, -inf = not), may be undefined.
at::Tensor attention(const Part& part, const at::Tensor& query, const at::Tensor& memory,
                     const at::Tensor& mask, std::int64_t heads);

// AV-HuBERT's transformer encoder: positional convolution, pre-norm layers with exact GELU, final LayerNorm.
// `part`: pos_conv.0, layers.N, layer_norm. x [B, T, D]; padding [B, T] bool, true = padding, may be
// undefined. -> [B, T, D].
at::Tensor transformerEncoder(const Part& part, const at::Tensor& x, const at::Tensor& padding,
                              std::int64_t heads, const Watch& watch = {});

// Heads of a network `dim` wide: 64 values each in the base and large sizes; 4 in narrower ones.
std::int64_t headsOf(std::int64_t dim);

// The positional convolution's weight [D, D/16, 128] from weight_v and weight_g: normalised for every tap of
// the kernel over both other dimensions (torch's weight_norm with dim 2).
at::Tensor positionalWeight(const Part& posConv);

}  // namespace networks
