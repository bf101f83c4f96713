#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/checkpoint/array.h"

namespace checkpoint {

struct Value;
using Node = const Value*;  // lives in the checkpoint that it came from; never null

struct None {};
struct BigInteger {
  std::string bytes;  // little endian, two's complement
};
struct Bytes {
  std::string bytes;
};
struct List {
  std::vector<Node> items;
  bool isTuple = false;
};
struct Dict {
  std::vector<std::pair<Node, Node>> items;  // in the file's order
};
// What a checkpoint may mention without meaning anything to Redub: its class, what it was made of, and what
// was set on it. Nothing of it is ever run.
struct Object {
  std::string type;  // "argparse.Namespace"
  Node arguments = nullptr, state = nullptr;
};
// A class or function by its name alone, e.g. a number type: "torch.float16".
struct Name {
  std::string text;
};

// One Python object. Values may refer to each other in circles and be shared; walk them with a bound.
struct Value {
  std::variant<None, bool, std::int64_t, BigInteger, double, std::string, Bytes, List, Dict, Object, Name,
               Array>
      data;
  template <class T>
  const T* as() const {
    return std::get_if<T>(&data);
  }
};

// The entry of a dict, or of the state of an object (an argparse.Namespace, a fairseq Dictionary), by its
// text key; nullptr when there is none.
Node find(Node from, std::string_view key);
// The same along a path: find(root, {"cfg", "model", "w2v_args"}).
Node find(Node from, std::initializer_list<std::string_view> path);

}  // namespace checkpoint
