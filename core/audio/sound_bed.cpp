#include "core/audio/sound_bed.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "core/base/error.h"
#include "core/media/decode/audio_reader.h"

namespace audio {
namespace {

constexpr std::size_t kMaxOpen = 12;  // files

// A sound in sample frames of the bed.
struct Placed {
  Sound sound;
  std::int64_t at = 0, in = 0, length = 0;
  std::int64_t end() const { return at + length; }
};

// An open file, and the sample frame of it that is read next.
struct Source {
  std::filesystem::path file;
  bool fromPictureStart = false;
  media::AudioReader reader;
  std::int64_t position = 0;
  std::uint64_t lastUse = 0;  // number of the read()
};

std::int64_t toFrames(double seconds, int rate) { return std::llround(seconds * rate); }

// Rises from 0 to 1 along half a cosine.
float raisedCosine(double part) {
  if (part >= 1) return 1;
  return static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * std::max(0.0, part)));
}

// Gain at a time counted from the sound's beginning.
float gainAt(const Sound& sound, double seconds) {
  float gain = 1;
  if (sound.fadeInSec > 0) gain *= raisedCosine(seconds / sound.fadeInSec);
  const double left = sound.outSec - sound.inSec - seconds;
  if (sound.fadeOutSec > 0) gain *= raisedCosine(left / sound.fadeOutSec);
  return gain;
}

}  // namespace

struct SoundBed::Impl {
  std::vector<float> read(std::int64_t first, std::size_t frames);
  void mix(const Placed& placed, std::int64_t first, std::span<float> into);
  std::vector<float> part(const Placed& placed, std::int64_t from, std::size_t frames);
  Source& sourceFor(const Sound& sound, std::int64_t position);
  Source& open(const Sound& sound);

  int rate = 0, channels = 0;
  std::vector<Placed> sounds;
  std::vector<Source> sources;
  std::uint64_t reads = 0;
  std::set<std::filesystem::path> failed;
  std::vector<base::Problem> failures;
};

// Reads on where a source stands already, else takes one of the same file that this read() has not used:
// parts of one file that overlap are read by two.
Source& SoundBed::Impl::sourceFor(const Sound& sound, std::int64_t position) {
  Source* found = nullptr;
  for (Source& source : sources) {
    if (source.file != sound.file || source.fromPictureStart != sound.fromPictureStart) continue;
    if (source.lastUse == reads) continue;
    if (!found || source.position == position) found = &source;
  }
  return found ? *found : open(sound);
}

Source& SoundBed::Impl::open(const Sound& sound) {
  if (sources.size() >= kMaxOpen) {
    const auto isOlder = [](const Source& a, const Source& b) { return a.lastUse < b.lastUse; };
    sources.erase(std::min_element(sources.begin(), sources.end(), isOlder));
  }
  media::AudioReader reader(sound.file,
                            {.rate = rate, .channels = channels, .fromPictureStart = sound.fromPictureStart});
  sources.push_back({sound.file, sound.fromPictureStart, std::move(reader), 0, 0});
  return sources.back();
}

std::vector<float> SoundBed::Impl::part(const Placed& placed, std::int64_t from, std::size_t frames) {
  if (failed.contains(placed.sound.file)) return {};
  try {
    Source& source = sourceFor(placed.sound, from);
    source.lastUse = reads;
    if (source.position != from) source.reader.seek(static_cast<double>(from) / rate);
    source.position = from + static_cast<std::int64_t>(frames);
    return source.reader.read(frames);
  } catch (const base::Error& error) {
    failed.insert(placed.sound.file);
    failures.push_back(error.problem());
    return {};
  }
}

// Adds what of the sound lies in `into`, which begins at `first`.
void SoundBed::Impl::mix(const Placed& placed, std::int64_t first, std::span<float> into) {
  const auto width = static_cast<std::size_t>(channels);
  const std::int64_t begin = std::max(first, placed.at);
  const std::int64_t end = std::min(first + static_cast<std::int64_t>(into.size() / width), placed.end());
  if (begin >= end) return;
  const std::vector<float> samples =
      part(placed, placed.in + (begin - placed.at), static_cast<std::size_t>(end - begin));
  const auto level = static_cast<float>(std::pow(10.0, placed.sound.gainDb / 20));
  float* out = into.data() + static_cast<std::size_t>(begin - first) * width;
  for (std::size_t i = 0; i < samples.size() / width; ++i) {
    const double seconds = static_cast<double>(begin - placed.at + static_cast<std::int64_t>(i)) / rate;
    const float gain = level * gainAt(placed.sound, seconds);
    for (std::size_t c = 0; c < width; ++c) out[i * width + c] += gain * samples[i * width + c];
  }
}

std::vector<float> SoundBed::Impl::read(std::int64_t first, std::size_t frames) {
  ++reads;
  std::vector<float> mixed(frames * static_cast<std::size_t>(channels), 0.0F);
  for (const Placed& placed : sounds) mix(placed, first, mixed);
  return mixed;
}

SoundBed::SoundBed(std::vector<Sound> sounds, int rate, int channels) : impl_(std::make_unique<Impl>()) {
  if (rate <= 0 || channels <= 0)
    throw base::Error(base::Fault::defect, {}, {}, "sound needs a rate and a channel to be mixed at");
  impl_->rate = rate;
  impl_->channels = channels;
  for (Sound& sound : sounds) {
    const std::int64_t in = toFrames(sound.inSec, rate);
    const std::int64_t length = toFrames(sound.outSec, rate) - in;
    if (length <= 0) continue;
    const std::int64_t at = toFrames(sound.atSec, rate);
    impl_->sounds.push_back({std::move(sound), at, in, length});
  }
}
SoundBed::~SoundBed() = default;
SoundBed::SoundBed(SoundBed&&) noexcept = default;
SoundBed& SoundBed::operator=(SoundBed&&) noexcept = default;

int SoundBed::rate() const { return impl_->rate; }
int SoundBed::channels() const { return impl_->channels; }
const std::vector<base::Problem>& SoundBed::failures() const { return impl_->failures; }
std::vector<float> SoundBed::read(std::int64_t first, std::size_t frames) {
  return impl_->read(first, frames);
}

double SoundBed::seconds() const {
  double end = 0;
  for (const Placed& placed : impl_->sounds) end = std::max(end, placed.sound.endSec());
  return end;
}

}  // namespace audio
