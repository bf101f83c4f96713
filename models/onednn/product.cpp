#include "models/onednn/product.h"

#include <oneapi/dnnl/dnnl.hpp>
#include <random>
#include <vector>

namespace onednn {

std::function<void()> matrixProduct(Precision precision) {
  using dnnl::memory;
  constexpr memory::dim kEdge = 1024;
  const memory::data_type type =
      precision == Precision::bf16 ? memory::data_type::bf16 : memory::data_type::f32;
  const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  // `any`: oneDNN lays the weights out as it likes them best.
  const auto desc = [&](memory::data_type t, memory::format_tag tag) {
    return memory::desc({kEdge, kEdge}, t, tag);
  };
  const dnnl::matmul::primitive_desc about(
      {desc(type, memory::format_tag::ab), desc(type, memory::format_tag::any),
       desc(memory::data_type::f32, memory::format_tag::ab)},
      engine);
  std::mt19937 random(1);
  std::uniform_real_distribution<float> values(-1, 1);
  dnnl::stream stream(engine);
  const auto filled = [&](const memory::desc& wanted) {
    memory plain(desc(memory::data_type::f32, memory::format_tag::ab), engine), made(wanted, engine);
    auto* data = static_cast<float*>(plain.get_data_handle());
    for (memory::dim i = 0; i < kEdge * kEdge; ++i) data[i] = values(random);
    dnnl::reorder(plain, made).execute(stream, plain, made);
    stream.wait();
    return made;
  };
  const std::unordered_map<int, memory> arguments{{DNNL_ARG_SRC, filled(about.src_desc())},
                                                  {DNNL_ARG_WEIGHTS, filled(about.weights_desc())},
                                                  {DNNL_ARG_DST, memory(about.dst_desc(), engine)}};
  return [product = dnnl::matmul(about), arguments, stream]() mutable {
    product.execute(stream, arguments);
    stream.wait();
  };
}

}  // namespace onednn
