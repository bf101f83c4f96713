#include "core/play/picture_source.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/error.h"

namespace play {

static constexpr FrameNo kNearAhead = 4;  // cheaper to decode through than to position the file

PictureSource::PictureSource(std::shared_ptr<const media::ClipIndex> clip, int threads,
                             std::size_t cacheBytes)
    : reader_(std::move(clip), {.threads = threads}), cacheBytes_(cacheBytes), cache_(cacheBytes) {}

Timing PictureSource::timing() const { return {reader_.index(), info().timeBase, info().durationSec}; }

FrameNo PictureSource::keyBefore(FrameNo frame) const {
  const auto& entries = reader_.index().entries;
  while (frame > 0 && !entries[static_cast<std::size_t>(frame)].isKey) --frame;
  return frame;
}

PictureSource::Step PictureSource::stepTo(FrameNo frame) {
  const FrameNo here = reader_.position(), key = keyBefore(frame);
  const bool isOnTheWay = here <= frame && (key <= here || frame - here <= kNearAhead);
  if (!isOnTheWay) reader_.seek(key);
  const FrameNo number = reader_.position();
  std::optional<media::Frame> picture = reader_.next();
  if (!picture) throw base::Error(base::Fault::videoEndsEarly, {{"frame", number}});
  cache_.put(number, *picture);
  return {number, std::move(*picture), !isOnTheWay};
}

FrameNo PictureSource::uncachedBefore(FrameNo frame) const {
  while (frame >= 0 && cache_.has(frame)) --frame;
  return frame;
}

// The room is for two parts: one that is being shown, and the one before it. Pictures on the way to the
// latter are not kept.
bool PictureSource::stepBefore(FrameNo current) {
  cache_.forgetFrom(current + 1);
  const FrameNo last = uncachedBefore(current - 1);
  if (last < 0 || cache_.pictures() == 0) return false;
  const auto room = static_cast<FrameNo>(cacheBytes_ / (cache_.bytes() / cache_.pictures()));
  const FrameNo part = std::max<FrameNo>(1, room / 2 - 1);
  if (current - last > part) return false;
  const FrameNo first = std::max<FrameNo>(0, current - 2 * part);
  const FrameNo here = reader_.position(), key = keyBefore(first);
  if (here > last || here < key) reader_.seek(key);
  const FrameNo number = reader_.position();
  std::optional<media::Frame> picture = reader_.next();
  if (picture && number >= first) cache_.put(number, std::move(*picture));
  return picture.has_value();
}

}  // namespace play
