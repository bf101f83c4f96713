#include "tests/face_mesh/made_network.h"

#include "models/half.h"
#include "tflite_generated.h"

namespace face_mesh_test {

namespace file = face_mesh::file;

float madeWeight(int o, int y, int x, int i) {
  return static_cast<float>(o + 1) * 0.25F - static_cast<float>(y * 3 + x) * 0.5F + static_cast<float>(i);
}

namespace {

// Arrays and operators in the order in which they are added.
struct Builder {
  flatbuffers::FlatBufferBuilder fbb;
  std::vector<flatbuffers::Offset<file::Buffer>> buffers{file::CreateBuffer(fbb)};
  std::vector<flatbuffers::Offset<file::Tensor>> tensors;
  std::vector<flatbuffers::Offset<file::Operator>> operators;

  int array(const std::vector<int>& shape, const char* name) {
    tensors.push_back(file::CreateTensorDirect(fbb, &shape, file::ValueType_float32, 0, name));
    return static_cast<int>(tensors.size()) - 1;
  }
  int constant(const std::vector<int>& shape, const std::vector<float>& values) {
    std::vector<std::uint8_t> bytes;
    for (const float value : values) {
      const std::uint16_t half = models::toHalf(value);
      bytes.push_back(static_cast<std::uint8_t>(half & 255)),
          bytes.push_back(static_cast<std::uint8_t>(half >> 8));
    }
    buffers.push_back(file::CreateBufferDirect(fbb, &bytes));
    tensors.push_back(file::CreateTensorDirect(fbb, &shape, file::ValueType_float16,
                                               static_cast<std::uint32_t>(buffers.size()) - 1, "half"));
    const int half = static_cast<int>(tensors.size()) - 1, whole = array(shape, "float");
    add(1, {half}, whole);
    return whole;
  }
  void add(std::uint32_t code, const std::vector<int>& inputs, int output,
           file::Options kind = file::Options_NONE, flatbuffers::Offset<void> options = {}) {
    const std::vector<int> outputs{output};
    operators.push_back(file::CreateOperatorDirect(fbb, code, &inputs, &outputs, kind, options));
  }
};

}  // namespace

std::string madeNetwork() {
  Builder b;
  const int in = b.array({1, 4, 4, 2}, "in"), middle = b.array({1, 2, 2, 3}, "middle"),
            out = b.array({1, 2, 2, 3}, "out");
  std::vector<float> weights;
  for (int o = 0; o < 3; ++o)
    for (int at = 0; at < 9; ++at)
      for (int i = 0; i < 2; ++i) weights.push_back(madeWeight(o, at / 3, at % 3, i));
  const int w = b.constant({3, 3, 3, 2}, weights),
            bias = b.constant({3}, {std::begin(kMadeBias), std::end(kMadeBias)}),
            slope = b.constant({1, 1, 3}, {std::begin(kMadeSlope), std::end(kMadeSlope)});
  b.add(0, {in, w, bias}, middle, file::Options_Convolution,
        file::CreateConvolution(b.fbb, file::Padding_same, 2, 2).Union());
  b.add(2, {middle, slope}, out);
  const std::vector<int> inputs{in}, outputs{out};
  const std::vector<flatbuffers::Offset<file::SubGraph>> graphs{
      file::CreateSubGraphDirect(b.fbb, &b.tensors, &inputs, &outputs, &b.operators)};
  const std::vector<flatbuffers::Offset<file::OperatorCode>> codes{file::CreateOperatorCodeDirect(b.fbb, 3),
                                                                   file::CreateOperatorCodeDirect(b.fbb, 6),
                                                                   file::CreateOperatorCodeDirect(b.fbb, 54)};
  b.fbb.Finish(file::CreateModelDirect(b.fbb, 3, &codes, &graphs, &b.buffers), file::ModelIdentifier());
  return {reinterpret_cast<const char*>(b.fbb.GetBufferPointer()), b.fbb.GetSize()};
}

}  // namespace face_mesh_test
