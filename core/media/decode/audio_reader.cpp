#include "core/media/decode/audio_reader.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/media/decode/picture_decoder.h"
#include "core/media/decode/resampler.h"
#include "core/media/decode/sound_decoder.h"
#include "core/media/decode/sound_info.h"
#include "core/media/info.h"

namespace media {
namespace {

constexpr double kGapSec = 0.05;        // smaller steps are rounding of the container's clock
constexpr double kMaxGapSec = 600.0;    // larger ones are a clock that started anew,
constexpr double kMaxOverlapSec = 1.0;  // and so are steps back
constexpr double kNearAheadSec = 2.0;   // cheaper to read on than to position the file
constexpr double kWarmUpSec = 0.5;      // until coders that refer to the past (MP3, Opus) give the same sound

std::optional<double> pictureStart(const std::filesystem::path& path, const Source& source) {
  if (source.video < 0 || source.isPicture) return std::nullopt;
  if (avcodec_find_decoder(source.stream(source.video).codecpar->codec_id) == nullptr) return std::nullopt;
  PictureDecoder decoder(path, 1);
  const av::FramePtr first = decoder.next();
  if (!first || first->best_effort_timestamp == AV_NOPTS_VALUE) return std::nullopt;
  return static_cast<double>(first->best_effort_timestamp) * av_q2d(decoder.stream().time_base);
}

base::Error noSamples(const std::filesystem::path& path) {
  return base::Error(base::Fault::soundEmpty, {}, path);
}

}  // namespace

struct AudioReader::Impl {
  Impl(const std::filesystem::path& path, Options options);

  std::vector<float> read(std::size_t frames);
  void fill();
  void align(const AVFrame& block);
  void addSilence(double seconds);
  void take(const AVFrame& block);
  void trim();
  void seek(double seconds);
  bool land(double seconds, double earlierSec);
  void restart();
  void forget();
  void skip(std::size_t count);
  double time(const AVFrame& block) const {
    return static_cast<double>(block.best_effort_timestamp) * av_q2d(decoder.stream().time_base);
  }
  std::size_t samples(double seconds) const {
    return static_cast<std::size_t>(std::llround(seconds * rate)) * static_cast<std::size_t>(channels);
  }

  SoundDecoder decoder;
  AudioInfo info;
  int rate, channels;
  std::optional<double> origin;  // the file's time of the first sample to give; unset = its first block's
  std::optional<double> zero;    // the file's time of second 0; unset = not known (yet)
  bool zeroIsPicture = false;    // second 0 is the first picture
  Resampler resampler;
  std::optional<double> expectedSec;  // where the next block should begin
  std::vector<float> ready;
  std::size_t readyAt = 0;  // samples of `ready` that were given already
  std::size_t given = 0;    // samples before what read() gives next, counted from second 0
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
  if (options.fromPictureStart) origin = zero = pictureStart(path, decoder.source());
  zeroIsPicture = zero.has_value();
}

void AudioReader::Impl::addSilence(double seconds) {
  resampler.flush(ready);
  ready.resize(ready.size() + samples(seconds), 0.0F);
}

// Keeps the sound in step with the file's times: gaps become silence, overlaps are dropped.
void AudioReader::Impl::align(const AVFrame& block) {
  const bool isTimed = block.best_effort_timestamp != AV_NOPTS_VALUE;
  const double start = isTimed ? time(block) : expectedSec.value_or(0);
  if (!zero && isTimed && !expectedSec) zero = start;
  const double wanted = expectedSec.value_or(origin.value_or(start));
  const double gap = start - wanted;
  const double least = expectedSec ? kGapSec : 0;
  const bool isPlausible = (gap < kMaxGapSec && gap > -kMaxOverlapSec) || !expectedSec;
  if (isPlausible && gap > least) addSilence(gap);
  if (isPlausible && gap < -least) toDrop += samples(-gap);
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
  trim();
}

void AudioReader::Impl::trim() {
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
  given += count;
  return out;
}

void AudioReader::Impl::forget() {
  std::vector<float> lost;
  resampler.flush(lost);
  expectedSec.reset();
  ready.clear();
  readyAt = toDrop = given = 0;
  isDone = false;
}

void AudioReader::Impl::restart() {
  decoder.restart();
  forget();
  origin = zeroIsPicture ? zero : std::nullopt;
}

void AudioReader::Impl::skip(std::size_t count) {
  const std::size_t here = std::min(count, ready.size() - readyAt);
  readyAt += here;
  toDrop += count - here;
  given += count;
}

// Positions the file some time before `seconds`; false when it did not get there.
bool AudioReader::Impl::land(double seconds, double earlierSec) {
  forget();
  const double wanted = *zero + seconds;
  if (!decoder.seekNear(wanted - earlierSec)) return false;
  const av::FramePtr block = decoder.next();
  if (!block || block->best_effort_timestamp == AV_NOPTS_VALUE || time(*block) > wanted) return false;
  origin = wanted;
  given = samples(seconds);
  take(*block);
  trim();
  return true;
}

void AudioReader::Impl::seek(double seconds) {
  seconds = std::max(0.0, seconds);
  if (!zero && !isDone) fill();  // tells when the file begins
  const std::size_t target = samples(seconds);
  const bool isAhead = target >= given && target - given < samples(kNearAheadSec);
  const bool isFar = zero && seconds > kNearAheadSec;
  if (!isAhead && isFar)
    for (const double earlierSec : {kWarmUpSec, 1.0, 3.0, 10.0})
      if (land(seconds, earlierSec)) return;
  if (!isAhead) restart();
  skip(target - given);
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
void AudioReader::seek(double seconds) { impl_->seek(seconds); }

}  // namespace media
