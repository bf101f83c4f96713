#include "models/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "models/half.h"

namespace models {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the file is little endian");

constexpr std::uint64_t kMaxHeader = 16U << 20U;

[[noreturn]] void damaged(const fs::path& path, const std::string& detail) {
  throw base::Error(base::Fault::safetensorsDamaged, {}, path, detail);
}

struct TypeName {
  const char* name;
  Dtype dtype;
};
constexpr std::array kTypes{TypeName{"F64", Dtype::f64}, TypeName{"F32", Dtype::f32},
                            TypeName{"F16", Dtype::f16}, TypeName{"BF16", Dtype::bf16},
                            TypeName{"I64", Dtype::i64}, TypeName{"I32", Dtype::i32},
                            TypeName{"I16", Dtype::i16}, TypeName{"I8", Dtype::i8},
                            TypeName{"U8", Dtype::u8},   TypeName{"BOOL", Dtype::boolean}};

const char* nameOf(Dtype dtype) { return std::ranges::find(kTypes, dtype, &TypeName::dtype)->name; }

std::optional<Dtype> dtypeOf(const std::string& name) {
  const auto found = std::ranges::find_if(kTypes, [&](const TypeName& t) { return name == t.name; });
  return found == kTypes.end() ? std::nullopt : std::optional(found->dtype);
}

// Number of bytes of an array; nullopt for a shape that no memory could hold.
std::optional<std::uint64_t> extent(Dtype dtype, const Shape& shape) {
  std::uint64_t size = bytesOf(dtype);
  for (const std::int64_t edge : shape) {
    if (edge < 0) return std::nullopt;
    const auto count = static_cast<std::uint64_t>(edge);
    if (count > 0 && size > std::numeric_limits<std::uint64_t>::max() / count) return std::nullopt;
    size *= count;
  }
  return size;
}

TensorView viewOf(const json& entry, std::span<const std::byte> body, const fs::path& path) {
  const std::optional<Dtype> dtype = dtypeOf(entry.at("dtype").get<std::string>());
  const auto begin = entry.at("data_offsets").at(0).get<std::uint64_t>();
  const auto end = entry.at("data_offsets").at(1).get<std::uint64_t>();
  if (!dtype || begin > end || end > body.size()) damaged(path, "type or extent of an array");
  TensorView view{*dtype, entry.at("shape").get<Shape>(), body.subspan(begin, end - begin)};
  if (extent(view.dtype, view.shape) != view.bytes.size()) damaged(path, "size of an array");
  return view;
}

std::string headerOf(std::span<const TensorLayout> tensors, const Metadata& metadata) {
  json header = json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t offset = 0;
  for (const TensorLayout& tensor : tensors) {
    header[tensor.name] = {{"dtype", nameOf(tensor.dtype)},
                           {"shape", tensor.shape},
                           {"data_offsets", {offset, offset + tensor.bytes()}}};
    offset += tensor.bytes();
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');  // arrays start aligned
  return text;
}

std::string_view asText(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::map<std::string, TensorView> parseSafetensors(std::span<const std::byte> bytes, const fs::path& path,
                                                   Metadata& metadata) {
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) damaged(path, "shorter than its length field");
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > kMaxHeader || length > bytes.size() - sizeof length) damaged(path, "length of the header");
  const auto body = bytes.subspan(sizeof length + length);
  std::map<std::string, TensorView> tensors;
  try {
    const json header = json::parse(asText(bytes.subspan(sizeof length, length)));
    if (!header.is_object()) damaged(path, "header is no object");
    for (const auto& [name, entry] : header.items()) {
      if (name == "__metadata__") {
        metadata = entry.get<Metadata>();
      } else {
        tensors[name] = viewOf(entry, body, path);
      }
    }
  } catch (const json::exception& error) {
    damaged(path, error.what());
  }
  return tensors;
}

SafetensorsFile::SafetensorsFile(const fs::path& path)
    : file_(path), tensors_(parseSafetensors(file_.bytes(), path, metadata_)) {}

std::size_t TensorLayout::bytes() const { return extent(dtype, shape).value(); }

bool writeSafetensors(std::span<const TensorLayout> tensors, const Metadata& metadata, const fs::path& path,
                      const std::function<void(std::size_t, std::span<std::byte>)>& fill,
                      std::stop_token stop) {
  const std::string header = headerOf(tensors, metadata);
  const std::uint64_t length = header.size();
  base::AtomicFile file(path);
  file.write({reinterpret_cast<const char*>(&length), sizeof length});
  file.write(header);
  std::vector<std::byte> buffer;
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    if (stop.stop_requested()) return false;
    buffer.resize(tensors[i].bytes());
    fill(i, buffer);
    file.write(asText(buffer));
  }
  file.commit();
  return true;
}

Safetensors readSafetensors(const fs::path& path) {
  const SafetensorsFile file(path);
  Safetensors out{.tensors = {}, .metadata = file.metadata()};
  for (const auto& [name, view] : file.tensors())
    out.tensors[name] = {nameOf(view.dtype), view.shape, {view.bytes.begin(), view.bytes.end()}};
  return out;
}

void writeSafetensors(const Safetensors& content, const fs::path& path) {
  std::vector<TensorLayout> layouts;
  std::vector<const StoredTensor*> stored;
  for (const auto& [name, tensor] : content.tensors) {
    const std::optional<Dtype> dtype = dtypeOf(tensor.dtype);
    if (!dtype || extent(*dtype, tensor.shape) != tensor.data.size())
      throw base::Error(base::Fault::defect, {}, path, "an array whose bytes do not fit its shape: " + name);
    layouts.push_back({name, *dtype, tensor.shape});
    stored.push_back(&tensor);
  }
  const auto fill = [&](std::size_t i, std::span<std::byte> bytes) {
    std::ranges::copy(stored[i]->data, bytes.begin());
  };
  writeSafetensors(layouts, content.metadata, path, fill, {});
}

std::vector<float> floats(const StoredTensor& tensor) {
  std::vector<float> out;
  if (tensor.dtype == "F32") {
    out.resize(tensor.data.size() / sizeof(float));
    if (!out.empty()) std::memcpy(out.data(), tensor.data.data(), out.size() * sizeof(float));
  } else if (tensor.dtype == "F16") {
    std::vector<std::uint16_t> raw(tensor.data.size() / sizeof(std::uint16_t));
    if (!raw.empty()) std::memcpy(raw.data(), tensor.data.data(), raw.size() * sizeof(std::uint16_t));
    out.resize(raw.size());
    std::transform(raw.begin(), raw.end(), out.begin(), fromHalf);
  } else {
    throw base::Error(base::Fault::numbersOfAnotherType, {{"type", tensor.dtype}});
  }
  return out;
}

StoredTensor halves(std::span<const float> values, std::vector<std::int64_t> shape) {
  StoredTensor out{.dtype = "F16",
                   .shape = std::move(shape),
                   .data = std::vector<std::byte>(values.size() * sizeof(std::uint16_t))};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint16_t half = toHalf(values[i]);
    std::memcpy(out.data.data() + i * sizeof half, &half, sizeof half);
  }
  return out;
}

}  // namespace models
