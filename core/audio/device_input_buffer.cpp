#include "core/audio/device_input_buffer.h"

#include <algorithm>
#include <cmath>

namespace audio {

static constexpr std::size_t kKeptSec = 10;
static constexpr std::size_t kCalls = 1 << 14;  // in that time, also of devices with small blocks

InputBuffer::InputBuffer(int rate, int channels)
    : rate_(rate),
      channels_(static_cast<std::size_t>(channels)),
      sound_(kKeptSec * static_cast<std::size_t>(rate) * channels_),
      came_(kCalls),
      line_(rate) {}

void InputBuffer::take(const Block& block) {
  const std::size_t samples = block.frames * channels_;
  const Came came{block.at - durationOf(block.latencySec), device_, static_cast<std::int64_t>(block.frames),
                  block.hasSkipped};
  device_ += came.frames;
  if (sound_.room() < samples || came_.room() == 0) return;  // missed in `came_`, and so counted as lost
  sound_.push({block.in, samples});
  came_.push({&came, 1});
}

// Holding mutex_.
void InputBuffer::collect() {
  Came came;
  while (came_.pop({&came, 1}) == 1) {
    std::int64_t silence = came.device - expected_;
    if (came.hasSkipped && line_.isKnown()) {
      const double late = line_.frameAt(came.first) - static_cast<double>(came.device + skipped_);
      const std::int64_t gap = std::clamp<std::int64_t>(std::llround(late), 0, rate_ * 10LL);
      skipped_ += gap;
      silence += gap;
    }
    lost_ += silence;
    expected_ = came.device + came.frames;
    line_.add(came.first, static_cast<double>(came.device + skipped_));
    waiting_.push_back({silence, came.frames});
  }
}

void InputBuffer::read(std::vector<float>& samples) {
  const std::lock_guard lock(mutex_);
  collect();
  for (; !waiting_.empty(); waiting_.pop_front()) {
    samples.resize(samples.size() + static_cast<std::size_t>(waiting_.front().silence) * channels_);
    const std::size_t begin = samples.size();
    samples.resize(begin + static_cast<std::size_t>(waiting_.front().frames) * channels_);
    sound_.pop(std::span(samples).subspan(begin));
  }
}

std::int64_t InputBuffer::lost() {
  const std::lock_guard lock(mutex_);
  collect();
  return lost_;
}

std::optional<Clock::time_point> InputBuffer::timeOf(std::int64_t frame) {
  const std::lock_guard lock(mutex_);
  collect();
  if (!line_.isKnown()) return std::nullopt;
  return line_.timeOf(static_cast<double>(frame));
}

}  // namespace audio
