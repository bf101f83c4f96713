// For builds without oneDNN: the processor then works with LibTorch.
#include "models/talklip/image_backend.h"

namespace talklip {

std::unique_ptr<ImageBackend> oneDnnBackend(const networks::Weights&, const std::string&, std::size_t) {
  return nullptr;
}

std::function<void()> oneDnnProduct(const std::string&) { return {}; }

}  // namespace talklip
