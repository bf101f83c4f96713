#include "models/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace models {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the file is little endian");

constexpr std::uint64_t kMaxHeader = 16U << 20U;

[[noreturn]] void damaged(const fs::path& path, const std::string& detail) {
  throw base::Error(base::Code::unreadable,
                    path.string() + " is damaged or not a safetensors file: copy it again or reinstall Redub",
                    path, detail);
}

std::uint64_t bytesPerValue(const std::string& dtype) {
  if (dtype == "F64" || dtype == "I64" || dtype == "U64") return 8;
  if (dtype == "F32" || dtype == "I32" || dtype == "U32") return 4;
  if (dtype == "F16" || dtype == "BF16" || dtype == "I16" || dtype == "U16") return 2;
  if (dtype == "I8" || dtype == "U8" || dtype == "BOOL") return 1;
  return 0;
}

std::vector<char> readAll(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error))
    throw base::Error(base::Code::notFound, "no such file: " + path.string(), path);
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  const std::streamoff size =
      in && fs::is_regular_file(path, error) ? static_cast<std::streamoff>(in.tellg()) : -1;
  if (size < 0) throw base::Error(base::Code::unreadable, "cannot read " + path.string(), path);
  std::vector<char> bytes(static_cast<std::size_t>(size));
  in.seekg(0);
  in.read(bytes.data(), size);
  if (!in) throw base::Error(base::Code::unreadable, "cannot read " + path.string(), path);
  return bytes;
}

StoredTensor tensorOf(const json& entry, std::span<const char> body, const fs::path& path) {
  StoredTensor out{.dtype = entry.at("dtype").get<std::string>(),
                   .shape = entry.at("shape").get<std::vector<std::int64_t>>(),
                   .data = {}};
  const auto begin = entry.at("data_offsets").at(0).get<std::uint64_t>();
  const auto end = entry.at("data_offsets").at(1).get<std::uint64_t>();
  std::uint64_t size = bytesPerValue(out.dtype);
  if (size == 0 || begin > end || end > body.size()) damaged(path, "type or extent of an array");
  for (const std::int64_t edge : out.shape) {
    if (edge < 0 ||
        (edge > 0 && size > std::numeric_limits<std::uint64_t>::max() / static_cast<std::uint64_t>(edge))) {
      damaged(path, "shape of an array");
    }
    size *= static_cast<std::uint64_t>(edge);
  }
  if (size != end - begin) damaged(path, "size of an array");
  const auto bytes = std::as_bytes(body.subspan(begin, end - begin));
  out.data.assign(bytes.begin(), bytes.end());
  return out;
}

float fromHalf(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
  const std::uint32_t exponent = (half >> 10U) & 0x1FU, mantissa = half & 0x3FFU;
  if (exponent == 0) {
    const float value = static_cast<float>(mantissa) * 0x1p-24F;
    return sign != 0 ? -value : value;
  }
  const std::uint32_t wide = exponent == 31 ? 255 : exponent + 112;
  return std::bit_cast<float>(sign | wide << 23U | mantissa << 13U);
}

std::uint16_t toHalf(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
  const float size = std::abs(value);
  if (!(size < 65520.0F)) return static_cast<std::uint16_t>(sign | (size != size ? 0x7E00U : 0x7C00U));
  if (size < 0x1p-14F) {  // subnormal: adding 0.5 lets the processor round to steps of 2^-24
    return static_cast<std::uint16_t>(
        sign | (std::bit_cast<std::uint32_t>(size + 0.5F) - std::bit_cast<std::uint32_t>(0.5F)));
  }
  const std::uint32_t rebased = (bits & 0x7FFFFFFFU) - (112U << 23U);
  return static_cast<std::uint16_t>(sign | (rebased + 0xFFFU + ((rebased >> 13U) & 1U)) >> 13U);
}

json headerOf(const Safetensors& content) {
  json header = json::object();
  if (!content.metadata.empty()) header["__metadata__"] = content.metadata;
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : content.tensors) {
    header[name] = {{"dtype", tensor.dtype},
                    {"shape", tensor.shape},
                    {"data_offsets", {offset, offset + tensor.data.size()}}};
    offset += tensor.data.size();
  }
  return header;
}

}  // namespace

Safetensors readSafetensors(const fs::path& path) {
  const std::vector<char> bytes = readAll(path);
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) damaged(path, "shorter than its length field");
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > kMaxHeader || length > bytes.size() - sizeof length) damaged(path, "length of the header");
  const auto body = std::span(bytes).subspan(sizeof length + length);
  Safetensors out;
  try {
    const char* text = bytes.data() + sizeof length;
    const json header = json::parse(text, text + length);
    if (!header.is_object()) damaged(path, "header is no object");
    for (const auto& [name, entry] : header.items()) {
      if (name == "__metadata__") {
        out.metadata = entry.get<std::map<std::string, std::string>>();
      } else {
        out.tensors[name] = tensorOf(entry, body, path);
      }
    }
  } catch (const json::exception& error) {
    damaged(path, error.what());
  }
  return out;
}

void writeSafetensors(const Safetensors& content, const fs::path& path) {
  std::string header = headerOf(content).dump();
  header.append((8 - header.size() % 8) % 8, ' ');  // arrays start aligned
  const std::uint64_t length = header.size();
  const fs::path part = path.string() + ".part";
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(&length), sizeof length);
    out.write(header.data(), static_cast<std::streamsize>(header.size()));
    for (const auto& [name, tensor] : content.tensors) {
      out.write(reinterpret_cast<const char*>(tensor.data.data()),
                static_cast<std::streamsize>(tensor.data.size()));
    }
    out.flush();
    if (!out)
      throw base::Error(base::Code::io,
                        "cannot write " + part.string() + ": is the folder writable and the disk not full?",
                        part);
  }
  fs::rename(part, path);
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
    throw base::Error(base::Code::unreadable,
                      "numbers of type " + tensor.dtype + " where F32 or F16 was expected");
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
