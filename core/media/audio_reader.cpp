#include <algorithm>
#include <cmath>
#include <optional>

#include "core/media/picture_decoder.h"
#include "core/media/reader.h"
#include "core/media/resampler.h"
#include "core/media/sound_decoder.h"
#include "core/media/sound_info.h"

namespace media {
namespace {

constexpr double kGapSec = 0.05;        // smaller steps are rounding of the container's clock
constexpr double kMaxGapSec = 600.0;    // larger ones are a clock that started anew,
constexpr double kMaxOverlapSec = 1.0;  // and so are steps back

std::optional<double> pictureStart(const std::filesystem::path& path, const Source& source) {
  if (source.video < 0 || source.isPicture) return std::nullopt;
  if (avcodec_find_decoder(source.stream(source.video).codecpar->codec_id) == nullptr) return std::nullopt;
  PictureDecoder decoder(path, 1);
  const av::FramePtr first = decoder.next();
  if (!first || first->best_effort_timestamp == AV_NOPTS_VALUE) return std::nullopt;
  return static_cast<double>(first->best_effort_timestamp) * av_q2d(decoder.stream().time_base);
}

base::Error noSamples(const std::filesystem::path& path) {
  return {base::Code::noAudio,
          "the sound of '" + path.string() + "' is empty or cannot be decoded; use another recording", path};
}

}  // namespace

struct AudioReader::Impl {
  Impl(const std::filesystem::path& path, Options options);

  std::vector<float> read(std::size_t frames);
  void fill();
  void align(const AVFrame& block);
  void addSilence(double seconds);
  void take(const AVFrame& block);

  SoundDecoder decoder;
  AudioInfo info;
  int rate, channels;
  std::optional<double> origin;  // time 0 of what is read; unset = the first sample
  Resampler resampler;
  std::optional<double> expectedSec;  // where the next block should begin
  std::vector<float> ready;
  std::size_t readyAt = 0;  // samples of `ready` that were given already
  std::size_t toDrop = 0;   // samples that come before time 0 or were there already
  bool isDone = false;
};

AudioReader::Impl::Impl(const std::filesystem::path& path, Options options)
    : decoder(path),
      info(describeSound(decoder.source(), decoder.source().audio.front(), {})),
      rate(options.rate > 0 ? options.rate : info.rate),
      channels(options.channels > 0 ? options.channels : info.channels),
      resampler(rate, channels) {
  if (rate <= 0 || channels <= 0) throw noSamples(path);
  if (options.fromPictureStart) origin = pictureStart(path, decoder.source());
}

void AudioReader::Impl::addSilence(double seconds) {
  const auto frames = static_cast<std::size_t>(std::llround(seconds * rate));
  resampler.flush(ready);
  ready.resize(ready.size() + frames * static_cast<std::size_t>(channels), 0.0F);
}

// Keeps the sound in step with the file's times: gaps become silence, overlaps are dropped.
void AudioReader::Impl::align(const AVFrame& block) {
  const std::int64_t pts = block.best_effort_timestamp;
  const bool isTimed = pts != AV_NOPTS_VALUE;
  const double start =
      isTimed ? static_cast<double>(pts) * av_q2d(decoder.stream().time_base) : expectedSec.value_or(0);
  const double wanted = expectedSec.value_or(origin.value_or(start));
  const double gap = start - wanted;
  const double least = expectedSec ? kGapSec : 0;
  const bool isPlausible = (gap < kMaxGapSec && gap > -kMaxOverlapSec) || !expectedSec;
  if (isPlausible && gap > least) addSilence(gap);
  if (isPlausible && gap < -least)
    toDrop += static_cast<std::size_t>(std::llround(-gap * rate)) * static_cast<std::size_t>(channels);
  const bool followsOn = expectedSec && std::abs(gap) <= kGapSec;
  const double length = static_cast<double>(block.nb_samples) / block.sample_rate;
  expectedSec = (followsOn ? *expectedSec : start) + length;
}

void AudioReader::Impl::take(const AVFrame& block) {
  align(block);
  resampler.push(block, ready);
}

void AudioReader::Impl::fill() {
  ready.erase(ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(readyAt));
  readyAt = 0;
  if (const av::FramePtr block = decoder.next()) {
    take(*block);
  } else {
    resampler.flush(ready);
    isDone = true;
  }
  const std::size_t dropped = std::min(toDrop, ready.size());
  ready.erase(ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(dropped));
  toDrop -= dropped;
}

std::vector<float> AudioReader::Impl::read(std::size_t frames) {
  const std::size_t wanted = frames * static_cast<std::size_t>(channels);
  while (ready.size() - readyAt < wanted && !isDone) fill();
  const std::size_t count = std::min(wanted, ready.size() - readyAt);
  const auto from = ready.begin() + static_cast<std::ptrdiff_t>(readyAt);
  std::vector<float> out(from, from + static_cast<std::ptrdiff_t>(count));
  readyAt += count;
  return out;
}

AudioReader::AudioReader(const std::filesystem::path& path) : AudioReader(path, Options{}) {}
AudioReader::AudioReader(const std::filesystem::path& path, Options options)
    : impl_(std::make_unique<Impl>(path, options)) {}
AudioReader::~AudioReader() = default;
AudioReader::AudioReader(AudioReader&&) noexcept = default;
AudioReader& AudioReader::operator=(AudioReader&&) noexcept = default;

int AudioReader::rate() const { return impl_->rate; }
int AudioReader::channels() const { return impl_->channels; }
const AudioInfo& AudioReader::info() const { return impl_->info; }
std::vector<float> AudioReader::read(std::size_t frames) { return impl_->read(frames); }

}  // namespace media
