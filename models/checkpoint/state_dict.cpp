#include <algorithm>

#include "core/base/error.h"
#include "models/checkpoint/checkpoint.h"

namespace checkpoint {
namespace {

bool holdsTensors(Node node) {
  const auto* dict = node != nullptr ? node->as<Dict>() : nullptr;
  return dict != nullptr && std::ranges::any_of(dict->items, [](const auto& item) {
           return item.first->template as<std::string>() != nullptr &&
                  item.second->template as<Array>() != nullptr;
         });
}

Node findStateDict(Node root) {
  for (const char* key :
       {"state_dict", "model", "model_state_dict", "model_state", "generator", "net", "params"})
    if (const Node inner = find(root, key); holdsTensors(inner)) return inner;
  return holdsTensors(root) ? root : nullptr;
}

void replaceEnd(std::string& name, std::string_view end, std::string_view by) {
  if (name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0)
    name.replace(name.size() - end.size(), end.size(), by);
}

}  // namespace

std::vector<Named> stateDict(const Checkpoint& checkpoint) {
  const Node found = findStateDict(checkpoint.root());
  if (found == nullptr) throw base::Error(base::Fault::checkpointWithoutTensors, {}, checkpoint.path());
  std::vector<Named> tensors;
  for (const auto& [key, value] : found->as<Dict>()->items) {
    const auto* name = key->as<std::string>();
    const auto* array = value->as<Array>();
    if (name != nullptr && array != nullptr) tensors.push_back({*name, *array});
  }
  constexpr std::string_view kModule = "module.";
  const bool isWrapped =
      std::ranges::all_of(tensors, [&](const Named& t) { return t.name.rfind(kModule, 0) == 0; });
  for (Named& tensor : tensors) {
    if (isWrapped) tensor.name.erase(0, kModule.size());
    replaceEnd(tensor.name, "parametrizations.weight.original0", "weight_g");
    replaceEnd(tensor.name, "parametrizations.weight.original1", "weight_v");
  }
  return tensors;
}

}  // namespace checkpoint
