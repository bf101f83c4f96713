#include "models/checkpoint/value.h"

namespace checkpoint {

static Node findIn(const Dict& dict, std::string_view key) {
  for (auto item = dict.items.rbegin(); item != dict.items.rend(); ++item)  // the last one counts
    if (const auto* text = item->first->as<std::string>(); text != nullptr && *text == key)
      return item->second;
  return nullptr;
}

Node find(Node from, std::string_view key) {
  if (from == nullptr) return nullptr;
  if (const auto* dict = from->as<Dict>()) return findIn(*dict, key);
  const auto* object = from->as<Object>();
  if (object == nullptr || object->state == nullptr) return nullptr;
  const auto* state = object->state->as<Dict>();
  return state != nullptr ? findIn(*state, key) : nullptr;
}

Node find(Node from, std::initializer_list<std::string_view> path) {
  for (const std::string_view key : path) from = find(from, key);
  return from;
}

}  // namespace checkpoint
