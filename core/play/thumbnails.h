#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "core/base/image.h"
#include "core/media/decode/clip_index.h"

namespace play {

// Small pictures of a clip for the timeline, made by a thread of its own, nearest wish first. Key pictures
// stand in for those near them, so that an hour of film is covered in seconds. Memory bounded.
class Thumbnails {
 public:
  // ready(frame, [height, width, 4] BGRA) is called on the thread of the thumbnails.
  Thumbnails(std::shared_ptr<const media::ClipIndex> clip, int height,
             std::function<void(media::FrameNo, base::Image)> ready);
  ~Thumbnails();
  // The pictures that are wanted now, most urgent first; earlier wishes that were not served are forgotten.
  void want(std::vector<media::FrameNo> frames);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace play
