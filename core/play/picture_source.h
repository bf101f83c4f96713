#pragma once
#include <memory>
#include <optional>

#include "core/media/decode/video_reader.h"
#include "core/play/picture_cache.h"

namespace play {

using media::FrameNo;

// When the pictures of a clip are shown, in seconds after the first.
struct Timing {
  media::FrameIndex index;
  media::Rational timeBase;
  double durationSec = 0;
  FrameNo last() const { return index.frames() - 1; }
  FrameNo at(double seconds) const { return index.at(seconds, timeBase); }
  double begin(FrameNo frame) const { return index.seconds(frame, timeBase); }
  double end(FrameNo frame) const { return frame < last() ? begin(frame + 1) : durationSec; }
};

// The pictures of a clip, decoded one at a time, so that whoever waits for one can change their mind between.
// One thread.
class PictureSource {
 public:
  // Throws as media::VideoReader does.
  PictureSource(std::shared_ptr<const media::ClipIndex> clip, int threads, std::size_t cacheBytes);

  const media::VideoInfo& info() const { return reader_.info(); }
  Timing timing() const;
  // The last key picture at or before `frame`.
  FrameNo keyBefore(FrameNo frame) const;

  std::optional<media::Frame> cached(FrameNo frame) { return cache_.find(frame); }
  // Decodes one picture on the way to `frame`; the last step gives `frame` itself.
  struct Step {
    FrameNo number = 0;
    media::Frame picture;
    bool isJump = false;  // the file was positioned first: this is a key picture
  };
  Step stepTo(FrameNo frame);

  // For playing backwards: decodes one picture of those that come before `current`, as far as there is room
  // for them. False when nothing is to be done now.
  bool stepBefore(FrameNo current);

 private:
  FrameNo uncachedBefore(FrameNo frame) const;

  media::VideoReader reader_;
  std::size_t cacheBytes_;
  PictureCache cache_;
};

}  // namespace play
