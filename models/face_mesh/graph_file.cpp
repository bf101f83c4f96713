// The TFLite file is a FlatBuffer: its own verifier keeps all offsets inside the file; what remains is
// whether the numbers fit together.
#include <flatbuffers/flexbuffers.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "core/base/error.h"
#include "models/face_mesh/graph.h"
#include "models/half.h"
#include "tflite_generated.h"

namespace face_mesh {
namespace {

constexpr std::int64_t kLargest = 1 << 25;  // numbers in all arrays
constexpr std::size_t kMost = 4096;         // values, operations

[[noreturn]] void refuse(const std::string& what) {
  throw base::Error(base::Fault::modelDamaged, {{"model", std::string("face-mesh")}}, {}, what);
}

void require(bool isTrue, const char* what) {
  if (!isTrue) refuse(what);
}

// By the format's numbers of operators.
Kind kindOf(const file::OperatorCode& code) {
  constexpr int kCustom = 32;
  static const std::map<int, Kind> known{
      {0, Kind::add},          {2, Kind::concatenate}, {3, Kind::convolution}, {4, Kind::depthwise},
      {6, Kind::copy},  // DEQUANTIZE
      {17, Kind::maxPool},     {18, Kind::multiply},   {19, Kind::relu},       {22, Kind::copy},  // RESHAPE
      {34, Kind::padChannels}, {45, Kind::copy},  // STRIDED_SLICE
      {54, Kind::prelu}};
  static const std::map<std::string, Kind> custom{{"Landmarks2TransformMatrix", Kind::regionMatrix},
                                                  {"TransformTensorBilinear", Kind::sampleRegion},
                                                  {"TransformLandmarks", Kind::transformPoints}};
  const int number = std::max<int>(code.old_code(), code.code());
  if (number == kCustom && code.custom_name()) {
    const auto found = custom.find(code.custom_name()->str());
    if (found != custom.end() && code.version() == 2) return found->second;
  }
  const auto found = known.find(number);
  if (found == known.end()) refuse("an operator that is not known: " + std::to_string(number));
  return found->second;
}

std::vector<std::size_t> indices(const flatbuffers::Vector<std::int32_t>* numbers, std::size_t end) {
  std::vector<std::size_t> all;
  if (!numbers) return all;
  for (const std::int32_t number : *numbers) {
    require(number >= 0 && static_cast<std::size_t>(number) < end, "an index beyond its list");
    all.push_back(static_cast<std::size_t>(number));
  }
  return all;
}

Value valueOf(const file::Tensor& tensor,
              const flatbuffers::Vector<flatbuffers::Offset<file::Buffer>>& buffers) {
  Value value;
  if (tensor.name()) value.name = tensor.name()->str();
  if (tensor.shape())
    for (const std::int32_t extent : *tensor.shape()) {
      require(extent > 0, "a shape without extent");
      value.shape.push_back(extent);
      require(value.count() <= kLargest, "an array that is too large");
    }
  require(tensor.buffer() < buffers.size(), "an array without a buffer");
  const auto* data = buffers.Get(tensor.buffer())->data();
  if (!data || data->size() == 0) return value;
  const auto count = static_cast<std::size_t>(value.count());
  const bool isHalf = tensor.type() == file::ValueType_float16,
             isWhole = tensor.type() == file::ValueType_int32;
  require(isHalf || isWhole || tensor.type() == file::ValueType_float32, "numbers of another type");
  require(data->size() == count * (isHalf ? 2 : 4), "an array of another size than its shape");
  value.constant.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t whole = 0;
    std::uint16_t half = 0;
    if (isHalf)
      std::memcpy(&half, data->data() + 2 * i, 2);
    else
      std::memcpy(&whole, data->data() + 4 * i, 4);
    value.constant[i] = isHalf    ? models::fromHalf(half)
                        : isWhole ? static_cast<float>(static_cast<std::int32_t>(whole))
                                  : std::bit_cast<float>(whole);
  }
  return value;
}

struct Window {
  std::int64_t stride = 1;
  bool isSame = false;
};

template <class Options>
Window windowOf(const Options* options) {
  require(options, "an operator without its options");
  require(options->activation() == 0, "an activation that is not known");
  require(options->stride_w() == options->stride_h() && options->stride_w() >= 1 && options->stride_w() <= 8,
          "strides that are not known");
  return {options->stride_w(), options->padding() == file::Padding_same};
}

// Of one map to another. SAME: as many rows as ceil(in / stride); of the missing ones the smaller half comes
// before.
void setWindow(Operation& operation, const Window& window, const std::vector<Value>& values,
               std::int64_t kernel) {
  const std::vector<std::int64_t>&in = values[operation.inputs[0]].shape,
        &out = values[operation.output].shape;
  operation.stride = window.stride;
  std::int64_t missing = -1;
  for (const std::size_t d : {1, 2}) {
    require(window.isSame || in[d] >= kernel, "a kernel larger than its map");
    const std::int64_t n =
        window.isSame ? (in[d] + window.stride - 1) / window.stride : (in[d] - kernel) / window.stride + 1;
    require(out[d] == n, "a map of another size");
    const std::int64_t total =
        window.isSame ? std::max<std::int64_t>((n - 1) * window.stride + kernel - in[d], 0) : 0;
    require(missing < 0 || missing == total, "maps that are not square");
    missing = total;
  }
  operation.padBefore = missing / 2;
}

class Reader {
 public:
  explicit Reader(const file::Model& model) : model_(model) {}

  Graph read() {
    require(model_.version() == 3 && model_.operator_codes() && model_.buffers() && model_.subgraphs() &&
                model_.subgraphs()->size() == 1,
            "not a network of version 3");
    const file::SubGraph& all = *model_.subgraphs()->Get(0);
    require(all.tensors() && all.operators() && all.tensors()->size() <= kMost &&
                all.operators()->size() <= kMost,
            "no network");
    for (const file::Tensor* tensor : *all.tensors())
      graph_.values.push_back(valueOf(*tensor, *model_.buffers()));
    std::int64_t numbers = 0;
    for (const Value& value : graph_.values) {
      isThere_.push_back(!value.constant.empty());
      require((numbers += value.count()) <= kLargest, "arrays that are too large");
    }
    graph_.inputs = indices(all.inputs(), graph_.values.size());
    graph_.outputs = indices(all.outputs(), graph_.values.size());
    for (const std::size_t input : graph_.inputs) isThere_[input] = true;
    for (const file::Operator* operation : *all.operators()) add(*operation);
    for (const std::size_t output : graph_.outputs)
      require(isThere_[output], "an output that nothing computes");
    return std::move(graph_);
  }

 private:
  const std::vector<std::int64_t>& shape(std::size_t value) const { return graph_.values[value].shape; }
  bool isConstant(std::size_t value) const { return !graph_.values[value].constant.empty(); }
  void requireConstant(const Operation& operation, std::size_t input,
                       const std::vector<std::int64_t>& wanted) const {
    require(input < operation.inputs.size() && isConstant(operation.inputs[input]) &&
                shape(operation.inputs[input]) == wanted,
            "weights that do not fit");
  }

  void add(const file::Operator& given) {
    require(given.opcode_index() < model_.operator_codes()->size(), "an operator without a code");
    Operation operation;
    operation.kind = kindOf(*model_.operator_codes()->Get(given.opcode_index()));
    operation.inputs = indices(given.inputs(), graph_.values.size());
    const std::vector<std::size_t> outputs = indices(given.outputs(), graph_.values.size());
    require(!operation.inputs.empty() && outputs.size() == 1, "an operator without arrays");
    operation.output = outputs[0];
    for (const std::size_t input : operation.inputs)
      require(isThere_[input], "an array that is not computed yet");
    require(!isThere_[operation.output], "an array that is computed twice");
    isThere_[operation.output] = true;
    const std::size_t first = operation.inputs[0];
    Value& out = graph_.values[operation.output];
    // Half precision weights are turned into float32 by an operator: done here.
    if (operation.kind == Kind::copy && isConstant(first)) {
      require(graph_.values[first].count() == out.count(), "an array of another size");
      out.constant = graph_.values[first].constant;
      return;
    }
    require(!isConstant(first), "an operator on constants");
    check(operation, given);
    graph_.operations.push_back(std::move(operation));
  }

  static bool isMap(const std::vector<std::int64_t>& shape) { return shape.size() == 4 && shape[0] == 1; }

  template <class Options>
  void checkConvolution(Operation& operation, const Options* options) const {
    const std::vector<std::int64_t>&in = shape(operation.inputs[0]), &out = shape(operation.output);
    const bool isDepthwise = operation.kind == Kind::depthwise;
    require(operation.inputs.size() == 3 && isMap(in) && isMap(out) && (!isDepthwise || in[3] == out[3]),
            "a convolution of another form");
    const std::vector<std::int64_t>& weights = shape(operation.inputs[1]);
    require(weights.size() == 4 && weights[1] == weights[2], "a kernel that is not square");
    requireConstant(operation, 1, {isDepthwise ? 1 : out[3], weights[1], weights[1], in[3]});
    requireConstant(operation, 2, {out[3]});
    const Window window = windowOf(options);
    require(options->dilation_w() == 1 && options->dilation_h() == 1, "a dilated convolution");
    setWindow(operation, window, graph_.values, weights[1]);
  }

  void check(Operation& operation, const file::Operator& given) {
    const std::vector<std::int64_t>&in = shape(operation.inputs[0]), &out = shape(operation.output);
    const std::size_t count = operation.inputs.size();
    switch (operation.kind) {
      case Kind::convolution:
        checkConvolution(operation, given.options_as_Convolution());
        return;
      case Kind::depthwise: {
        const auto* options = given.options_as_DepthwiseConvolution();
        require(options && options->multiplier() == 1, "a multiplied convolution");
        checkConvolution(operation, options);
        return;
      }
      case Kind::add:
        require(count == 2 && in == out && shape(operation.inputs[1]) == out &&
                    !isConstant(operation.inputs[1]) &&
                    (!given.options_as_Addition() || given.options_as_Addition()->activation() == 0),
                "a sum of another form");
        return;
      case Kind::multiply: {
        require(
            count == 2 && in == out && isConstant(operation.inputs[1]) &&
                (!given.options_as_Multiplication() || given.options_as_Multiplication()->activation() == 0),
            "a product of another form");
        const std::int64_t factors = graph_.values[operation.inputs[1]].count();
        require(graph_.values[operation.output].count() % factors == 0, "factors that do not fit");
        return;
      }
      case Kind::relu:
        require(count == 1 && in == out, "arrays of two forms");
        return;
      case Kind::prelu:
        require(count == 2 && in == out && !in.empty() && isConstant(operation.inputs[1]) &&
                    graph_.values[operation.inputs[1]].count() == in.back(),
                "slopes that do not fit");
        return;
      case Kind::maxPool: {
        const auto* options = given.options_as_Pooling();
        const Window window = windowOf(options);
        require(count == 1 && isMap(in) && isMap(out) && in[3] == out[3] && options->filter_w() == 2 &&
                    options->filter_h() == 2 && window.stride == 2 && in[1] % 2 == 0 && in[2] % 2 == 0 &&
                    out[1] == in[1] / 2 && out[2] == in[2] / 2,
                "a pooling of another form");
        return;
      }
      case Kind::padChannels: {
        require(
            count == 2 && isMap(in) && isMap(out) && in[1] == out[1] && in[2] == out[2] && out[3] >= in[3],
            "a padding of another form");
        requireConstant(operation, 1, {4, 2});
        std::vector<float> expected(8, 0.F);
        expected[7] = static_cast<float>(out[3] - in[3]);
        require(graph_.values[operation.inputs[1]].constant == expected, "a padding of another form");
        return;
      }
      case Kind::copy:
        require(graph_.values[operation.inputs[0]].count() == graph_.values[operation.output].count(),
                "an array of another size");
        operation.inputs.resize(1);  // what else a slice has says that it takes all
        return;
      case Kind::concatenate: {
        const auto* options = given.options_as_Concatenation();
        require(count == 2 && options && options->axis() == 1 && options->activation() == 0,
                "a row of another form");
        const std::vector<std::int64_t>& second = shape(operation.inputs[1]);
        require(in.size() == 3 && second.size() == 3 && out.size() == 3 && in[0] == 1 && second[0] == 1 &&
                    in[2] == second[2] && out[2] == in[2] && out[1] == in[1] + second[1] && out[0] == 1 &&
                    !isConstant(operation.inputs[1]),
                "arrays that do not fit");
        return;
      }
      case Kind::regionMatrix:
        checkMatrix(operation, given);
        return;
      case Kind::sampleRegion:
        require(count == 2 && isMap(in) && out == std::vector<std::int64_t>({1, 16, 16, in[3]}) &&
                    isMatrix(operation.inputs[1]),
                "a region of another form");
        return;
      case Kind::transformPoints:
        require(count == 2 && in == out && in.size() == 3 && in[0] == 1 && in[2] >= 2 &&
                    isMatrix(operation.inputs[1]),
                "points of another form");
        return;
    }
  }

  bool isMatrix(std::size_t value) const {
    return shape(value) == std::vector<std::int64_t>{1, 4, 4} && !isConstant(value);
  }

  void checkMatrix(Operation& operation, const file::Operator& given) const {
    const std::vector<std::int64_t>& in = shape(operation.inputs[0]);
    require(operation.inputs.size() == 1 && in.size() == 3 && in[0] == 1 && in[2] == 3 &&
                shape(operation.output) == std::vector<std::int64_t>({1, 4, 4}),
            "a matrix of another form");
    const auto* bytes = given.custom_options();
    require(bytes && bytes->size() > 0 && flexbuffers::VerifyBuffer(bytes->data(), bytes->size()),
            "an operator without its options");
    const flexbuffers::Map options = flexbuffers::GetRoot(bytes->data(), bytes->size()).AsMap();
    const auto point = [&](const flexbuffers::Reference& option) {
      const std::int64_t number = option.AsInt64();
      require(number >= 0 && number < in[1], "a point that is not there");
      return static_cast<std::size_t>(number);
    };
    require(options["output_width"].AsInt64() == 16 && options["output_height"].AsInt64() == 16 &&
                options["scale_x"].AsFloat() == 1.5F && options["scale_y"].AsFloat() == 1.5F &&
                options["target_rotation_radians"].AsFloat() == 0.F,
            "a region of another form");
    operation.levelFrom = point(options["left_rotation_idx"]);
    operation.levelTo = point(options["right_rotation_idx"]);
    const auto subset = options["subset_idxs"];
    const auto read = [&](const auto& list) {
      require(list.size() > 0 && list.size() <= kMost, "a region without points");
      for (std::size_t i = 0; i < list.size(); ++i) operation.points.push_back(point(list[i]));
    };
    if (subset.IsTypedVector())
      read(subset.AsTypedVector());
    else
      read(subset.AsVector());
  }

  const file::Model& model_;
  Graph graph_;
  std::vector<bool> isThere_;
};

}  // namespace

Graph readGraph(std::span<const std::byte> bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  flatbuffers::Verifier verifier(data, bytes.size());
  require(bytes.size() > 8 && file::ModelBufferHasIdentifier(data) && file::VerifyModelBuffer(verifier),
          "not a TFLite file");
  return Reader(*file::GetModel(data)).read();
}

}  // namespace face_mesh
