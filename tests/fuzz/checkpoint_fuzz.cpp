// PyTorch files, both containers: whatever the bytes, the reader gives values or one Error. Everything that
// it gives is walked and read.
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "models/checkpoint/checkpoint.h"

namespace {

using checkpoint::Node;

void walk(Node root) {
  std::vector<Node> todo{root};
  std::set<Node> seen;
  while (!todo.empty() && seen.size() < 100000) {
    const Node node = todo.back();
    todo.pop_back();
    if (node == nullptr || !seen.insert(node).second) continue;
    if (const auto* list = node->as<checkpoint::List>())
      todo.insert(todo.end(), list->items.begin(), list->items.end());
    if (const auto* dict = node->as<checkpoint::Dict>())
      for (const auto& [key, value] : dict->items) todo.push_back(key), todo.push_back(value);
    if (const auto* object = node->as<checkpoint::Object>())
      todo.push_back(object->arguments), todo.push_back(object->state);
    checkpoint::find(node, {"cfg", "model"});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto file = checkpoint::Checkpoint::ofBytes(std::as_bytes(std::span(data, size)), "fuzz");
    walk(file.root());
    std::size_t elements = 0;
    for (const checkpoint::Named& tensor : checkpoint::stateDict(file)) {
      elements += tensor.array.count();
      if (elements > 1000000) break;
      checkpoint::floats(tensor.array);
      checkpoint::integers(tensor.array);
    }
  } catch (const base::Error&) {
  }
  return 0;
}
