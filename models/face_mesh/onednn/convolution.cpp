#include "models/face_mesh/convolution.h"

#include <algorithm>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>

namespace face_mesh {
namespace {

using dnnl::memory;
using Format = memory::format_tag;
constexpr auto kFloat = memory::data_type::f32;

const dnnl::engine& processor() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

memory::desc map(std::int64_t rows, std::int64_t columns, std::int64_t channels) {
  return {{1, channels, rows, columns}, kFloat, Format::nhwc};
}

memory over(const memory::desc& desc, const float* values) {
  return {desc, processor(), const_cast<float*>(values)};
}

// As the file has them: [out, k, k, in], or [k, k, channels].
memory::desc givenWeights(const Convolution& c) {
  const std::int64_t k = c.kernel;
  if (!c.isDepthwise) return {{c.outChannels, c.channels, k, k}, kFloat, Format::ohwi};
  return {{c.channels, 1, 1, k, k}, kFloat, memory::dims{1, 1, 1, k * c.channels, c.channels}};
}

memory inFormat(const memory& given, const memory::desc& wanted) {
  memory packed(wanted, processor());
  dnnl::stream stream(processor());
  dnnl::reorder(given, packed).execute(stream, const_cast<memory&>(given), packed);
  stream.wait();
  return packed;
}

// oneDNN 2.6 falls back to slow code where a PReLU follows.
void activate(const Convolution& c) {
  for (std::int64_t pixel = 0; pixel < c.outRows * c.outColumns; ++pixel) {
    float* out = c.out + pixel * c.outChannels;
    for (std::int64_t i = 0; i < c.outChannels; ++i)
      out[i] = std::max(out[i], 0.F) + c.slopes[i] * std::min(out[i], 0.F);
  }
}

}  // namespace

std::function<void()> prepared(const Convolution& c) {
  const auto after = [&](std::int64_t in, std::int64_t out) {
    return (out - 1) * c.stride + c.kernel - in - c.padBefore;
  };
  const std::int64_t below = after(c.rows, c.outRows), right = after(c.columns, c.outColumns);
  if (below < 0 || right < 0) return loops(c);  // rows that no output sees

  const memory::desc in = map(c.rows, c.columns, c.channels),
                     out = map(c.outRows, c.outColumns, c.outChannels);
  const memory::desc bias({c.outChannels}, kFloat, Format::x);
  const memory::desc given = givenWeights(c);
  const dnnl::convolution_forward::desc what(
      dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, in,
      memory::desc(given.dims(), kFloat, Format::any), bias, out, {c.stride, c.stride},
      {c.padBefore, c.padBefore}, {below, right});
  dnnl::post_ops then;
  if (c.residual) then.append_binary(dnnl::algorithm::binary_add, out);
  if (c.activation == Activation::relu) then.append_eltwise(1.F, dnnl::algorithm::eltwise_relu, 0.F, 0.F);
  dnnl::primitive_attr attributes;
  attributes.set_post_ops(then);
  const dnnl::convolution_forward::primitive_desc how(what, attributes, processor());

  std::unordered_map<int, memory> arguments{
      {DNNL_ARG_SRC, over(in, c.in)},
      {DNNL_ARG_WEIGHTS, inFormat(over(given, c.weights), how.weights_desc())},
      {DNNL_ARG_BIAS, over(bias, c.bias)},
      {DNNL_ARG_DST, over(out, c.out)}};
  if (c.residual)
    arguments.emplace(DNNL_ARG_ATTR_MULTIPLE_POST_OP(0) | DNNL_ARG_SRC_1, over(out, c.residual));
  return [c, convolution = dnnl::convolution_forward(how), arguments,
          stream = dnnl::stream(processor())]() mutable {
    convolution.execute(stream, arguments);
    stream.wait();
    if (c.activation == Activation::prelu) activate(c);
  };
}

}  // namespace face_mesh
