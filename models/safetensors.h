#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace models {

// One array of a safetensors file (https://github.com/huggingface/safetensors, "Format"), row-major.
struct StoredTensor {
  std::string dtype;                // "F32", "F16", ...
  std::vector<std::int64_t> shape;  // empty = a single number
  std::vector<std::byte> data;      // little endian
  friend bool operator==(const StoredTensor&, const StoredTensor&) = default;
};

struct Safetensors {
  std::map<std::string, StoredTensor> tensors;
  std::map<std::string, std::string> metadata;
  friend bool operator==(const Safetensors&, const Safetensors&) = default;
};

// Throws Error: notFound, unreadable (truncated, damaged or not a safetensors file). Every extent is checked.
Safetensors readSafetensors(const std::filesystem::path& path);
// Written beside its name and renamed when complete.
void writeSafetensors(const Safetensors& content, const std::filesystem::path& path);

// The values of an F32 or F16 array as float. Throws Error(unreadable) for other types.
std::vector<float> floats(const StoredTensor& tensor);
// Rounded to half precision (nearest even), stored as F16.
StoredTensor halves(std::span<const float> values, std::vector<std::int64_t> shape);

}  // namespace models
