#pragma once
#include <optional>
#include <string>

#include "models/tensor.h"

namespace checkpoint {

// What a class or function that a pickle names is to the reader. All others are refused.
enum class Role {
  dict,              // dict, OrderedDict, defaultdict
  list,              // list, set, tuple
  size,              // torch.Size: its argument
  storage,           // torch.FloatStorage and the like
  rebuildTensor,     // torch._utils._rebuild_tensor, _v2
  rebuildParameter,  // torch._utils._rebuild_parameter, _with_state: its first argument
  encode,            // _codecs.encode: text to bytes
  inert,             // kept as an Object, never run
};

struct Global {
  Role role = Role::inert;
  std::optional<models::Dtype> dtype;  // of a storage
};

// `name`: module and name joined by a dot.
std::optional<Global> knownGlobal(const std::string& name);

}  // namespace checkpoint
