#include "core/play/thumbnails.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include "core/media/picture/convert.h"
#include "core/play/picture_source.h"

namespace play {
namespace {

constexpr std::size_t kCacheBytes = 16u << 20;

// Half of the shortest way between two wishes: as far as a key picture may stand in for another.
FrameNo toleranceOf(std::vector<FrameNo> frames) {
  std::sort(frames.begin(), frames.end());
  frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
  FrameNo least = std::numeric_limits<FrameNo>::max();
  for (std::size_t i = 1; i < frames.size(); ++i) least = std::min(least, frames[i] - frames[i - 1]);
  return frames.size() < 2 ? 0 : least / 2;
}

base::Image smallPicture(const media::Frame& picture, const media::VideoInfo& info, int height) {
  const double aspect = info.sampleAspect.value() * info.width / info.height;
  const int width = std::max(1, static_cast<int>(std::lround(height * aspect)));
  return media::toBgra(picture, {}, width, height);
}

}  // namespace

struct Thumbnails::Impl {
  Impl(std::shared_ptr<const media::ClipIndex> index, int wantedHeight,
       std::function<void(FrameNo, base::Image)> onReady)
      : clip(std::move(index)),
        height(wantedHeight),
        ready(std::move(onReady)),
        thread([this](const std::stop_token& stop) { run(stop); }) {}

  void run(const std::stop_token& stop);
  void serve(PictureSource& source, const std::stop_token& stop);
  std::optional<std::vector<FrameNo>> take(const std::stop_token& stop);
  bool hasNews() const {
    const std::lock_guard lock(mutex);
    return isNew;
  }
  bool make(PictureSource& source, FrameNo frame, FrameNo tolerance, const std::stop_token& stop) const;

  const std::shared_ptr<const media::ClipIndex> clip;
  const int height;
  const std::function<void(FrameNo, base::Image)> ready;

  mutable std::mutex mutex;  // guards the next ones
  std::condition_variable_any changed;
  std::vector<FrameNo> wishes;
  bool isNew = false;

  std::jthread thread;
};

std::optional<std::vector<FrameNo>> Thumbnails::Impl::take(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  if (!changed.wait(lock, stop, [this] { return isNew; })) return std::nullopt;
  isNew = false;
  return std::move(wishes);
}

// A file that cannot be read has no small pictures; the player tells why.
void Thumbnails::Impl::run(const std::stop_token& stop) {
  try {
    PictureSource source(clip, 1, kCacheBytes);
    while (!stop.stop_requested()) serve(source, stop);
  } catch (const std::exception&) {
  }
}

void Thumbnails::Impl::serve(PictureSource& source, const std::stop_token& stop) {
  const auto frames = take(stop);
  if (!frames) return;
  const FrameNo tolerance = toleranceOf(*frames);
  for (const FrameNo frame : *frames)
    if (!make(source, frame, tolerance, stop)) return;
}

// False when stopped, or when there are newer wishes.
bool Thumbnails::Impl::make(PictureSource& source, FrameNo frame, FrameNo tolerance,
                            const std::stop_token& stop) const {
  if (frame < 0 || frame >= source.info().frames) return true;
  const FrameNo key = source.keyBefore(frame);
  const FrameNo number = frame - key <= tolerance ? key : frame;
  std::optional<media::Frame> picture = source.cached(number);
  while (!stop.stop_requested() && !hasNews()) {
    if (picture) {
      ready(frame, smallPicture(*picture, source.info(), height));
      return true;
    }
    PictureSource::Step step = source.stepTo(number);
    if (step.number == number) picture = std::move(step.picture);
  }
  return false;
}

Thumbnails::Thumbnails(std::shared_ptr<const media::ClipIndex> clip, int height,
                       std::function<void(FrameNo, base::Image)> ready)
    : impl_(std::make_unique<Impl>(std::move(clip), height, std::move(ready))) {}
Thumbnails::~Thumbnails() = default;

void Thumbnails::want(std::vector<FrameNo> frames) {
  const std::lock_guard lock(impl_->mutex);
  impl_->wishes = std::move(frames);
  impl_->isNew = true;
  impl_->changed.notify_all();
}

}  // namespace play
