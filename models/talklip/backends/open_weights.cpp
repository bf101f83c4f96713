#include "models/talklip/backends/open_weights.h"

#include <ATen/ATen.h>

namespace talklip {

networks::Weights viewsOf(const models::SafetensorsFile& file) {
  networks::Weights weights;
  for (const auto& [name, view] : file.tensors())
    if (view.dtype == models::Dtype::f32)
      weights[name] = at::from_blob(const_cast<std::byte*>(view.bytes.data()), view.shape, at::kFloat);
  return weights;
}

}  // namespace talklip
