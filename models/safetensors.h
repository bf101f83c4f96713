#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "models/mapped_file.h"
#include "models/tensor.h"

namespace models {

// The safetensors format (https://github.com/huggingface/safetensors, "Format"): a header in JSON, then the
// arrays, row-major and little endian.
using Metadata = std::map<std::string, std::string>;

// A safetensors file seen as memory: opening it reads the header only. Thread-safe. See MappedFile.
class SafetensorsFile {
 public:
  // Throws Error: notFound, unreadable (truncated, damaged or not a safetensors file). Every extent is
  // checked.
  explicit SafetensorsFile(const std::filesystem::path& path);
  const std::map<std::string, TensorView>& tensors() const { return tensors_; }
  const Metadata& metadata() const { return metadata_; }

 private:
  MappedFile file_;
  Metadata metadata_;  // filled in while the tensors are read
  std::map<std::string, TensorView> tensors_;
};

// The header's tensors, as views of `bytes`. Throws as above, naming `path`.
std::map<std::string, TensorView> parseSafetensors(std::span<const std::byte> bytes,
                                                   const std::filesystem::path& path, Metadata& metadata);

struct TensorLayout {
  std::string name;
  Dtype dtype = Dtype::f32;
  Shape shape;
  std::size_t bytes() const;
};
// Writes one array after the other: `fill` puts an array's bytes into its buffer. Written beside its name
// and renamed when complete. Throws Error(diskFull, io). False: stopped, and nothing is left behind.
bool writeSafetensors(std::span<const TensorLayout> tensors, const Metadata& metadata,
                      const std::filesystem::path& path,
                      const std::function<void(std::size_t number, std::span<std::byte> bytes)>& fill,
                      std::stop_token stop);

// A small file as a value.
struct StoredTensor {
  std::string dtype;  // "F32", "F16", ...
  Shape shape;        // empty = a single number
  std::vector<std::byte> data;
  friend bool operator==(const StoredTensor&, const StoredTensor&) = default;
};
struct Safetensors {
  std::map<std::string, StoredTensor> tensors;
  Metadata metadata;
  friend bool operator==(const Safetensors&, const Safetensors&) = default;
};
Safetensors readSafetensors(const std::filesystem::path& path);
void writeSafetensors(const Safetensors& content, const std::filesystem::path& path);

// The values of an F32 or F16 array as float. Throws Error(unreadable) for other types.
std::vector<float> floats(const StoredTensor& tensor);
// Rounded to half precision (nearest even), stored as F16.
StoredTensor halves(std::span<const float> values, std::vector<std::int64_t> shape);

}  // namespace models
