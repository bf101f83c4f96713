#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/media/decode/clip_index.h"
#include "core/media/picture/frame.h"
#include "models/dataset/prepare_clip.h"

namespace dataset {

inline constexpr int kPictureSamples = 640;  // of sound, at 16 kHz

// How many pictures of 1/25 s a video lasts.
std::int64_t picturesIn(const media::ClipIndex& clip);

// The pictures of a source at 25 a second, each the nearest in time; the first is time 0.
class Footage {
 public:
  // Throws Error as media::indexClip does, and noVideo.
  Footage(const ClipSource& source, const std::stop_token& stop);

  // Pictures that are shown before the end of the source.
  std::int64_t frames() const { return static_cast<std::int64_t>(numbers_.size()); }
  const media::VideoInfo& video() const { return clip_->video(); }
  bool hasSound() const { return !clip_->probe.audio.empty(); }

  // All pictures in order; false when stopped. They are decoded once and kept where they fit into memory.
  bool each(const std::function<void(const media::Frame&)>& visit, const std::stop_token& stop);
  // Pictures so far that could not be decoded.
  std::int64_t damaged() const { return damaged_; }

 private:
  std::shared_ptr<const media::ClipIndex> clip_;
  std::vector<media::FrameNo> numbers_;  // of the video's pictures
  std::vector<media::Frame> kept_;       // all of them, or none
  std::int64_t damaged_ = 0;
};

// 16 kHz mono from the first picture on, cut or filled with silence to kPictureSamples a picture. Empty where
// there is no sound.
std::vector<std::int16_t> soundOf(const ClipSource& source, const Footage& footage,
                                  const std::stop_token& stop);

}  // namespace dataset
