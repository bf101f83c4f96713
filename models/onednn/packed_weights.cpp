#include "models/onednn/packed_weights.h"

namespace onednn {

using dnnl::memory;

memory PackedWeights::weight(const std::string& block, const Folded& folded, Layer layer,
                             const memory::desc& format) {
  const memory::desc given(format.dims(), memory::data_type::f32,
                           layer == Layer::transposed ? memory::format_tag::iohw : memory::format_tag::oihw);
  if (layer != Layer::residual) return packed(block + ".weight", format, folded.weight, given);
  std::vector<float> values = folded.weight;
  const auto channels = static_cast<std::size_t>(folded.shape[0]);
  const auto taps = static_cast<std::size_t>(folded.shape[2] * folded.shape[3]);
  for (std::size_t i = 0; i < channels; ++i) values[(i * channels + i) * taps + taps / 2] += 1;
  return packed(block + ".weight", format, values, given);
}

memory PackedWeights::bias(const std::string& block, const Folded& folded, const memory::desc& format) {
  const memory::desc given(format.dims(), memory::data_type::f32,
                           format.dims().size() == 1 ? memory::format_tag::x : memory::format_tag::nchw);
  return packed(block + ".bias", format, folded.bias, given);
}

memory PackedWeights::packed(const std::string& name, const memory::desc& format,
                             const std::vector<float>& values, const memory::desc& given) {
  const std::lock_guard lock(mutex_);
  std::vector<memory>& formats = memories_[name];
  for (const memory& known : formats)
    if (known.get_desc() == format) return known;
  memory from(given, engine_, const_cast<float*>(values.data()));
  memory to(format, engine_);
  dnnl::stream stream(engine_);
  dnnl::reorder(from, to).execute(stream, from, to);
  stream.wait();
  return formats.emplace_back(to);
}

std::size_t PackedWeights::bytes() const {
  const std::lock_guard lock(mutex_);
  std::size_t sum = 0;
  for (const auto& [name, formats] : memories_)
    for (const memory& memory : formats) sum += memory.get_desc().get_size();
  return sum;
}

}  // namespace onednn
