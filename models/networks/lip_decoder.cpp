#include "models/networks/lip_decoder.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "models/networks/layers.h"

namespace networks {
namespace {

// Four heads in the base size, eight in the large one.
std::int64_t decoderHeads(std::int64_t dim) { return dim >= 1024 ? 8 : 4; }

at::Tensor byHeads(const at::Tensor& x, std::int64_t heads) {
  return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

// query [B, T, D]; keys, values [B, S, D], already projected.
at::Tensor attend(const Part& part, const at::Tensor& query, const at::Tensor& keys, const at::Tensor& values,
                  const at::Tensor& mask) {
  const std::int64_t heads = decoderHeads(query.size(2));
  const double scale = 1 / std::sqrt(static_cast<double>(query.size(2) / heads));
  at::Tensor scores = at::matmul(byHeads(linear(part / "q_proj", query) * scale, heads),
                                 byHeads(keys, heads).transpose(2, 3));
  if (mask.defined()) scores = scores + mask;
  const at::Tensor shares = dropout(part, scores.softmax(-1), &Teaching::attentionDropout);
  const at::Tensor mixed = at::matmul(shares, byHeads(values, heads)).transpose(1, 2);
  return linear(part / "out_proj", mixed.reshape({query.size(0), query.size(1), query.size(2)}));
}

// Sinusoids of positions first .. first + count - 1 [count, D]: sines, then cosines.
at::Tensor positions(std::int64_t first, std::int64_t count, std::int64_t dim,
                     const at::TensorOptions& like) {
  const std::int64_t half = dim / 2;
  const at::Tensor speed =
      at::exp(at::arange(half, like) * (-std::log(10000.0) / static_cast<double>(half - 1)));
  const at::Tensor angle = at::arange(first, first + count, like).unsqueeze(1) * speed.unsqueeze(0);
  return at::cat({angle.sin(), angle.cos()}, 1);
}

}  // namespace

LipDecoder::LipDecoder(const Part& part, const at::Tensor& lips, const at::Tensor& lipsPadding)
    : part_(part) {
  if (lipsPadding.defined())
    lipsMask_ = at::zeros(lipsPadding.sizes(), lips.options())
                    .masked_fill(lipsPadding, -std::numeric_limits<double>::infinity())
                    .view({lipsPadding.size(0), 1, 1, lipsPadding.size(1)});
  const int layers = part.count("layers");
  for (int n = 0; n < layers; ++n) {
    const Part seen = part / "layers" / n / "encoder_attn";
    memory_.push_back({linear(seen / "k_proj", lips), linear(seen / "v_proj", lips), {}, {}});
  }
}

at::Tensor LipDecoder::step(const at::Tensor& tokens) {
  const at::Tensor table = (part_ / "embed_tokens").at("weight");
  const std::int64_t length = tokens.size(1);
  // Positions count from behind the padding's number, 1; padding itself has none.
  const at::Tensor isText = tokens.ne(kPad).unsqueeze(2).to(table.dtype());
  at::Tensor x = at::embedding(table, tokens) +
                 isText * positions(kPad + 1 + done_, length, table.size(1), table.options());
  x = dropout(part_, x, &Teaching::dropout);
  at::Tensor mask;
  if (length > 1)
    mask = at::full({length, done_ + length}, -std::numeric_limits<double>::infinity(), table.options())
               .triu(done_ + 1);
  for (std::size_t n = 0; n < memory_.size(); ++n) x = layer(n, x, mask);
  done_ += length;
  return at::log_softmax(at::matmul(layerNorm(part_ / "layer_norm", x), table.t()), -1, table.scalar_type());
}

at::Tensor LipDecoder::layer(std::size_t number, const at::Tensor& input, const at::Tensor& mask) {
  const Part part = part_ / "layers" / static_cast<int>(number);
  Memory& memory = memory_[number];
  const Part self = part / "self_attn";
  at::Tensor normed = layerNorm(part / "self_attn_layer_norm", input);
  const at::Tensor keys = linear(self / "k_proj", normed), values = linear(self / "v_proj", normed);
  memory.keys = memory.keys.defined() ? at::cat({memory.keys, keys}, 1) : keys;
  memory.values = memory.values.defined() ? at::cat({memory.values, values}, 1) : values;
  at::Tensor x =
      input + dropout(part, attend(self, normed, memory.keys, memory.values, mask), &Teaching::dropout);
  normed = layerNorm(part / "encoder_attn_layer_norm", x);
  const std::vector<std::int64_t> size{x.size(0), memory.lipKeys.size(1), memory.lipKeys.size(2)};
  x = x + dropout(part,
                  attend(part / "encoder_attn", normed, memory.lipKeys.expand(size),
                         memory.lipValues.expand(size), lipsMask_),
                  &Teaching::dropout);
  const at::Tensor inner =
      dropout(part, at::relu(linear(part / "fc1", layerNorm(part / "final_layer_norm", x))),
              &Teaching::activationDropout);
  return x + dropout(part, linear(part / "fc2", inner), &Teaching::dropout);
}

void LipDecoder::reorder(const at::Tensor& rows) {
  for (Memory& memory : memory_) {
    memory.keys = memory.keys.index_select(0, rows);
    memory.values = memory.values.index_select(0, rows);
  }
}

at::Tensor nextTokens(const Part& part, const at::Tensor& tokens, const at::Tensor& lips,
                      const at::Tensor& lipsPadding) {
  return LipDecoder(part, lips, lipsPadding).step(tokens);
}

}  // namespace networks
