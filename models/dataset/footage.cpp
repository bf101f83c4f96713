#include "models/dataset/footage.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/decode/video_reader.h"

namespace dataset {

using media::FrameNo;

static constexpr double kRate = 25;
static constexpr std::size_t kMostKept = std::size_t{256} << 20;  // bytes of decoded pictures

std::int64_t picturesIn(const media::ClipIndex& clip) {
  return clip.video().isStill ? 1 : std::llround(clip.video().durationSec * kRate);
}

static FrameNo nearest(const media::FrameIndex& index, const media::Rational& timeBase, double seconds) {
  const FrameNo before = index.at(seconds, timeBase), after = std::min(before + 1, index.frames() - 1);
  return seconds - index.seconds(before, timeBase) <= index.seconds(after, timeBase) - seconds ? before
                                                                                               : after;
}

Footage::Footage(const ClipSource& source, const std::stop_token& stop)
    : clip_(media::indexClip(source.video, source.known, stop)) {
  if (!clip_) return;
  const std::int64_t all = picturesIn(*clip_);
  const std::int64_t end = source.frames > 0 ? std::min(source.first + source.frames, all) : all;
  for (std::int64_t k = source.first; k < end; ++k)
    numbers_.push_back(nearest(clip_->index(), video().timeBase, static_cast<double>(k) / kRate));
}

bool Footage::each(const std::function<void(const media::Frame&)>& visit, const std::stop_token& stop) {
  for (const media::Frame& frame : kept_) visit(frame);
  if (!kept_.empty() || numbers_.empty()) return !stop.stop_requested();
  media::VideoReader reader(clip_, {.threads = 1});
  media::Frame frame = reader.at(numbers_.front());
  const bool keeps = frame.bytes() * numbers_.size() <= kMostKept;
  for (const FrameNo number : numbers_) {
    if (stop.stop_requested()) return false;
    while (reader.position() <= number) frame = reader.next().value_or(frame);
    visit(frame);
    if (keeps) kept_.push_back(frame);
  }
  damaged_ = reader.damaged();
  return true;
}

std::vector<std::int16_t> soundOf(const ClipSource& source, const Footage& footage,
                                  const std::stop_token& stop) {
  if (source.sound.empty() && !footage.hasSound()) return {};
  const auto frames = static_cast<double>(footage.frames());
  const media::SpeechRange range{static_cast<double>(source.first) / kRate, frames / kRate};
  std::vector<std::int16_t> samples;
  try {
    samples = source.sound.empty() ? media::readSpeech(source.video, true, range, stop)
                                   : media::readSpeech(source.sound, false, range, stop);
  } catch (const base::Error& e) {
    if (e.fault() != base::Fault::soundEmpty) throw;
    return {};
  }
  samples.resize(static_cast<std::size_t>(footage.frames() * kPictureSamples));
  return samples;
}

}  // namespace dataset
