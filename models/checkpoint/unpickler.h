#pragma once
#include <deque>
#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "models/checkpoint/value.h"

namespace checkpoint {

// Reads Python pickles of protocols 2 to 5 without running anything: classes become inert objects, tensors
// become arrays, names that knownGlobal does not know are refused (Hostile). Everything costs at most a
// constant for each byte of the file; objects, references to them, and what lists are filled with are
// limited, because a byte costs a packed file next to nothing. There is no recursion, so depth costs nothing.
// Throws Damaged, Hostile.
class Unpickler {
 public:
  // A storage that tensors lie in. `bytes` is filled in by whoever knows the container.
  struct Storage {
    std::string key;
    models::Dtype dtype = models::Dtype::f32;
    std::uint64_t count = 0;
    std::span<const std::byte> bytes;
    bool isThere = false;
  };

  // Reads one pickle from the start of `bytes`; returns its value and cuts it off `bytes`.
  Node read(std::span<const std::byte>& bytes);

  // By key; every storage that a pickle named.
  std::map<std::string, Storage>& storages() { return storages_; }
  // Gives all tensors their bytes. Checks each against its storage. Throws Damaged.
  void placeTensors();

  // Owns all values; addresses stay.
  std::deque<Value>& values() { return values_; }

 private:
  struct Tensor {
    Value* value;
    std::string storage;
    std::int64_t offset;
  };
  class Run;

  Value* make(decltype(Value::data) data);
  void spend(std::size_t items);  // counts what is copied and put into lists

  std::deque<Value> values_;
  std::map<std::string, Storage> storages_;
  std::unordered_map<Node, std::string> keyOf_;  // values that stand for a storage
  std::vector<Tensor> tensors_;
  std::size_t spent_ = 0;
};

}  // namespace checkpoint
