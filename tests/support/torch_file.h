#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "tests/support/formula_weights.h"

namespace test_support {

// A pickle, opcode by opcode, for files that PyTorch writes and for those that it never would.
class Pickle {
 public:
  std::string bytes = std::string("\x80\x02", 2);
  Pickle& op(char opcode) { return raw(std::string(1, opcode)); }
  Pickle& raw(const std::string& text) {
    bytes += text;
    return *this;
  }
  Pickle& text(const std::string& value);  // BINUNICODE
  Pickle& number(std::int64_t value);      // BININT or LONG1
  Pickle& global(const std::string& module, const std::string& name) {
    return raw("c" + module + "\n" + name + "\n");
  }
  Pickle& numbers(const std::vector<std::int64_t>& values);  // a tuple
  // A tensor in storage `key`: torch._utils._rebuild_tensor_v2(...).
  struct Tensor {
    std::string storage = "FloatStorage", key = "0", location = "cpu";
    std::int64_t count = 0, offset = 0;
    std::vector<std::int64_t> shape, stride;
  };
  Pickle& tensor(const Tensor& tensor);
  std::string end() { return bytes + "."; }
};

std::vector<std::int64_t> denseStrides(const std::vector<std::int64_t>& shape);

// One record of a zip file: its bytes come from `write`, which gets a function that takes them piece by
// piece.
struct ZipRecord {
  std::string name;
  std::uint64_t size = 0;
  std::function<void(const std::function<void(std::string_view)>&)> write;
};
ZipRecord zipRecord(const std::string& name, const std::string& bytes);
// Stored records, data at multiples of 64 bytes as PyTorch does; zip64 where sizes need it.
void writeZip(const std::filesystem::path& file, const std::vector<ZipRecord>& records);

// What torch.save writes for a network.
struct CheckpointFile {
  std::vector<Key> keys;
  std::function<std::vector<float>(const Key&)> values;  // of a float32 key; int64 keys are zeros
  std::string prefix;                                    // e.g. "module."
  std::string holder = "state_dict";  // the dict's key in the file; empty = the file itself
  std::string location = "cuda:0";
  bool isLegacy = false;
};
void writeCheckpoint(const std::filesystem::path& file, const CheckpointFile& content);

}  // namespace test_support
