#include "models/talklip/backends/fallback_backend.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "models/talklip/network.h"

namespace talklip {

struct FallbackBackend::Impl {
  std::unique_ptr<ImageBackend> first;
  std::function<std::unique_ptr<ImageBackend>()> makeSecond;
  std::function<void(const std::string&)> warn;
  mutable std::atomic<std::size_t> most = 1;  // pictures at once that `first` still has room for; 0 = none
  mutable std::mutex mutex;                   // guards second
  mutable std::unique_ptr<ImageBackend> second;

  const ImageBackend& other() const {
    const std::lock_guard lock(mutex);
    if (!second) second = makeSecond();
    return *second;
  }
  // Remembers that `count` were too many. Only the first to notice speaks.
  void shrink(std::size_t count) const {
    std::size_t now = most;
    while (now >= count && !most.compare_exchange_weak(now, count / 2)) {
    }
    if (now >= count)
      warn(count > 1 ? first->about() + ": out of memory with " + std::to_string(count) +
                           " pictures at once, going on with " + std::to_string(count / 2)
                     : first->about() + ": out of memory with one picture, going on without it");
  }
};

FallbackBackend::FallbackBackend(std::unique_ptr<ImageBackend> first,
                                 std::function<std::unique_ptr<ImageBackend>()> second,
                                 std::function<void(const std::string&)> warn)
    : impl_(new Impl{std::move(first), std::move(second), std::move(warn), {}, {}, {}}) {
  impl_->most = impl_->first->batch();
}

FallbackBackend::~FallbackBackend() = default;

std::size_t FallbackBackend::batch() const { return std::max<std::size_t>(1, impl_->most); }

int FallbackBackend::edge() const { return impl_->first->edge(); }

void FallbackBackend::run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
                          int firstRow) const {
  const std::size_t input = inputSize(edge()), output = outputSize(edge());
  const std::size_t count = faces.size() / input, vector = speech.size() / std::max<std::size_t>(1, count);
  for (std::size_t done = 0; done < count;) {
    const std::size_t most = impl_->most;
    const ImageBackend& backend = most > 0 ? *impl_->first : impl_->other();
    const std::size_t part = std::min(count - done, most > 0 ? most : backend.batch());
    try {
      backend.run(faces.subspan(done * input, part * input), speech.subspan(done * vector, part * vector),
                  out.subspan(done * output, part * output), firstRow);
      done += part;
    } catch (const OutOfMemory&) {
      if (most == 0) throw;
      impl_->shrink(part);
    }
  }
}

std::string FallbackBackend::about() const {
  return impl_->most > 0 ? impl_->first->about() : impl_->other().about();
}

}  // namespace talklip
