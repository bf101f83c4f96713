#include "core/dub/source_frame_reader.h"

#include <algorithm>

#include "core/base/error.h"

namespace dub {

static constexpr std::size_t kBlockBytes = 128u << 20;

void SourceFrameReader::loadBlockUpTo(media::FrameNo last) {
  const auto fit = static_cast<media::FrameNo>(kBlockBytes / std::max<std::size_t>(1, last_.bytes()));
  blockFirst_ = std::max<media::FrameNo>(0, last - std::clamp<media::FrameNo>(fit, 1, 250) + 1);
  block_.clear();
  for (media::FrameNo n = blockFirst_; n <= last; ++n) block_.push_back(reader_.at(n));
}

media::Frame SourceFrameReader::at(media::FrameNo frame) {
  const auto inBlock = [&] {
    return frame >= blockFirst_ && frame < blockFirst_ + static_cast<media::FrameNo>(block_.size());
  };
  if (frame == lastNo_) return last_;
  const bool runsBackwards = frame == lastNo_ - 1 && frame > 0;
  if (runsBackwards && !inBlock()) loadBlockUpTo(frame);
  if (inBlock()) {
    last_ = block_[static_cast<std::size_t>(frame - blockFirst_)];
    if (!runsBackwards) block_.clear();  // turned round: read on from here
  } else {
    block_.clear();
    last_ = reader_.at(frame);
  }
  lastNo_ = frame;
  return last_;
}

}  // namespace dub
