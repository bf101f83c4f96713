#include "models/networks/transformer.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "models/networks/layers.h"

namespace networks {
namespace {

constexpr std::int64_t kGroups = 16;

// [B, T, D] -> [B, heads, T, D / heads]
at::Tensor byHeads(const at::Tensor& x, std::int64_t heads) {
  return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

// x + GELU(conv(x)), the convolution being over time with an even kernel: its last step is dropped, so step
// t sees t-64 .. t+63.
at::Tensor withPositions(const Part& posConv, const at::Tensor& x, const Watch& watch) {
  const at::Tensor weight = posConv.has("weight") ? posConv.at("weight") : positionalWeight(posConv);
  const std::int64_t kernel = weight.size(2);
  const at::Tensor convolved =
      at::conv1d(x.transpose(1, 2), weight, posConv.at("bias"), 1, kernel / 2, 1, kGroups);
  const at::Tensor positions = at::gelu(convolved.slice(2, 0, x.size(1))).transpose(1, 2);
  if (watch) watch("pos_conv_after_gelu", positions);
  return x + positions;
}

at::Tensor layer(const Part& part, const at::Tensor& x, const at::Tensor& mask, std::int64_t heads,
                 const std::string& name, const Watch& watch) {
  const at::Tensor normed = layerNorm(part / "self_attn_layer_norm", x);
  const at::Tensor attended =
      dropout(part, attention(part / "self_attn", normed, normed, mask, heads), &Teaching::dropout);
  if (watch) watch(name + ".self_attn", attended);
  const at::Tensor between = x + attended;
  const at::Tensor inner =
      dropout(part, at::gelu(linear(part / "fc1", layerNorm(part / "final_layer_norm", between))),
              &Teaching::activationDropout);
  const at::Tensor out = between + dropout(part, linear(part / "fc2", inner), &Teaching::dropout);
  if (watch) watch(name, out);
  return out;
}

// LayerDrop (Fan et al. 2020).
bool isLeftOut(const Part& part) {
  const Teaching* teaching = part.teaching();
  return teaching && teaching->layerDrop > 0 && at::rand({1}).item<double>() < teaching->layerDrop;
}

}  // namespace

std::int64_t headsOf(std::int64_t dim) { return dim >= 768 ? dim / 64 : 4; }

at::Tensor positionalWeight(const Part& posConv) {
  const at::Tensor v = posConv.at("weight_v"), g = posConv.at("weight_g");
  return v * (g / v.norm(2, std::vector<std::int64_t>{0, 1}, true));
}

at::Tensor attention(const Part& part, const at::Tensor& query, const at::Tensor& memory,
                     const at::Tensor& mask, std::int64_t heads) {
  const double scale = 1 / std::sqrt(static_cast<double>(query.size(2) / heads));
  const at::Tensor q = byHeads(linear(part / "q_proj", query) * scale, heads);
  const at::Tensor k = byHeads(linear(part / "k_proj", memory), heads);
  const at::Tensor v = byHeads(linear(part / "v_proj", memory), heads);
  at::Tensor scores = at::matmul(q, k.transpose(2, 3));
  if (mask.defined()) scores = scores + mask;
  const at::Tensor shares = dropout(part, scores.softmax(-1), &Teaching::attentionDropout);
  const at::Tensor mixed = at::matmul(shares, v).transpose(1, 2);
  return linear(part / "out_proj", mixed.reshape({query.size(0), query.size(1), query.size(2)}));
}

at::Tensor transformerEncoder(const Part& part, const at::Tensor& input, const at::Tensor& padding,
                              std::int64_t heads, const Watch& watch) {
  at::Tensor x = input, mask;
  if (padding.defined()) {
    x = x.masked_fill(padding.unsqueeze(2), 0.0);
    mask = at::zeros(padding.sizes(), x.options())
               .masked_fill(padding, -std::numeric_limits<double>::infinity())
               .view({padding.size(0), 1, 1, padding.size(1)});
  }
  const int layers = part.count("layers"), firstTaught = part.teaching() ? part.teaching()->firstLayer : 0;
  x = withPositions(part / "pos_conv" / 0, x, watch);
  if (firstTaught == 0) x = dropout(part, x, &Teaching::dropout);
  for (int n = 0; n < layers; ++n) {
    const Part taught = n < firstTaught ? part.untaught() : part;
    if (!isLeftOut(taught))
      x = layer(taught / "layers" / n, x, mask, heads, "layers." + std::to_string(n), watch);
  }
  return layerNorm(part / "layer_norm", x);
}

}  // namespace networks
