#include "models/training/state.h"

#include <ATen/ATen.h>

#include <array>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "models/mapped_file.h"
#include "models/safetensors.h"

namespace training {
namespace {

namespace fs = std::filesystem;
using models::Dtype;

constexpr std::string_view kFormat = "redub training 1", kNumber = "number/", kUpdates = "updates/";

struct Type {
  at::ScalarType torch;
  Dtype file;
};
constexpr std::array kTypes{Type{at::kDouble, Dtype::f64}, Type{at::kFloat, Dtype::f32},
                            Type{at::kHalf, Dtype::f16},   Type{at::kBFloat16, Dtype::bf16},
                            Type{at::kLong, Dtype::i64},   Type{at::kInt, Dtype::i32},
                            Type{at::kShort, Dtype::i16},  Type{at::kChar, Dtype::i8},
                            Type{at::kByte, Dtype::u8},    Type{at::kBool, Dtype::boolean}};

Dtype fileType(const at::Tensor& tensor, const std::string& name) {
  for (const Type& type : kTypes)
    if (type.torch == tensor.scalar_type()) return type.file;
  throw base::Error(base::Fault::defect, {}, {}, "a number type that no file holds: " + name);
}

at::ScalarType torchType(Dtype dtype) {
  for (const Type& type : kTypes)
    if (type.file == dtype) return type.torch;
  return at::kFloat;
}

// Shortest text that gives the same number again; "inf" and "nan", too.
template <class Number>
std::string toText(Number number) {
  std::array<char, 40> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

template <class Number>
Number numberIn(const std::string& text, const fs::path& path) {
  Number number{};
  const char* end = text.data() + text.size();
  if (const auto [at, failure] = std::from_chars(text.data(), end, number);
      failure != std::errc{} || at != end)
    throw base::Error(base::Fault::safetensorsDamaged, {}, path, "no number: " + text);
  return number;
}

at::Tensor tensorOf(const models::TensorView& view) {
  const at::Tensor tensor = at::empty(view.shape, at::TensorOptions().dtype(torchType(view.dtype)));
  if (!view.bytes.empty()) std::memcpy(tensor.data_ptr(), view.bytes.data(), view.bytes.size());
  return tensor;
}

// "generator/conv.weight/mean" is {"generator", "conv.weight", "mean"}.
std::array<std::string, 3> partsOf(const std::string& name) {
  std::array<std::string, 3> parts;
  std::size_t begin = 0;
  for (std::string& part : parts) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    part = name.substr(begin, end - begin);
    begin = std::min(end + 1, name.size());
  }
  return parts;
}

}  // namespace

void writeState(const State& state, const fs::path& path) {
  std::vector<models::TensorLayout> layouts;
  std::vector<at::Tensor> tensors;
  models::Metadata metadata{{"format", std::string(kFormat)}, {"step", toText(state.step)}};
  const auto add = [&](std::string name, const at::Tensor& tensor) {
    layouts.push_back({name, fileType(tensor, name), tensor.sizes().vec()});
    tensors.push_back(tensor.detach());
  };
  for (const auto& [network, taught] : state.networks) {
    for (const auto& [name, tensor] : taught.weights) add(network + "/" + name, tensor);
    for (const auto& [name, moments] : taught.adam) {
      add(network + "/" + name + "/mean", moments.mean);
      add(network + "/" + name + "/square", moments.square);
      metadata[std::string(kUpdates) + network + "/" + name] = toText(moments.updates);
    }
  }
  for (const auto& [name, number] : state.numbers) metadata[std::string(kNumber) + name] = toText(number);
  const auto fill = [&](std::size_t i, std::span<std::byte> bytes) {
    const at::Tensor flat = tensors[i].cpu().contiguous();
    if (!bytes.empty()) std::memcpy(bytes.data(), flat.data_ptr(), bytes.size());
  };
  models::writeSafetensors(layouts, metadata, path, fill, {});
}

State readState(const fs::path& path) {
  const models::MappedFile file(path);
  return readState(file.bytes(), path);
}

State readState(std::span<const std::byte> bytes, const fs::path& path) {
  models::Metadata metadata;
  const auto tensors = models::parseSafetensors(bytes, path, metadata);
  if (metadata["format"] != kFormat)
    throw base::Error(base::Fault::safetensorsDamaged, {}, path, "not a checkpoint of a training");
  State state{.step = numberIn<std::int64_t>(metadata["step"], path)};
  for (const auto& [name, view] : tensors) {
    const auto [network, weight, moment] = partsOf(name);
    TaughtNetwork& taught = state.networks[network];
    if (moment.empty())
      taught.weights[weight] = tensorOf(view);
    else
      (moment == "mean" ? taught.adam[weight].mean : taught.adam[weight].square) = tensorOf(view);
  }
  for (const auto& [name, text] : metadata) {
    if (name.starts_with(kNumber)) state.numbers[name.substr(kNumber.size())] = numberIn<double>(text, path);
    if (!name.starts_with(kUpdates)) continue;
    const auto [network, weight, none] = partsOf(name.substr(kUpdates.size()));
    state.networks[network].adam[weight].updates = numberIn<std::int64_t>(text, path);
  }
  for (const auto& [network, taught] : state.networks)
    for (const auto& [name, moments] : taught.adam)
      if (!moments.mean.defined() || !moments.square.defined())
        throw base::Error(base::Fault::safetensorsDamaged, {}, path, "no moments of " + name);
  return state;
}

}  // namespace training
