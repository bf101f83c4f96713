// For builds without oneDNN: the processor then works with LibTorch.
#include "models/talklip/backends/onednn_backend.h"

namespace talklip {

std::unique_ptr<ImageBackend> oneDnnBackend(const networks::Weights&, base::Precision, std::size_t, bool) {
  return nullptr;
}

std::function<void()> oneDnnProduct(base::Precision) { return {}; }

}  // namespace talklip
