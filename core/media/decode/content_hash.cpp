#include "core/media/decode/content_hash.h"

#include "core/base/file.h"

namespace media {

// Not computed under the lock: whoever asks meanwhile could not be stopped.
std::optional<std::string> ContentHash::hex(const std::stop_token& stop) const {
  {
    const std::lock_guard lock(mutex_);
    if (known_) return known_;
  }
  std::optional<std::string> found = base::sha256OfFile(file_, stop);
  const std::lock_guard lock(mutex_);
  if (found) known_ = found;
  return found;
}

}  // namespace media
