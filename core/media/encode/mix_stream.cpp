#include "core/media/encode/mix_stream.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace media {
namespace {

constexpr double kBlockSec = 0.01;
constexpr int kAttackBlocks = 5, kReleaseBlocks = 30;
constexpr double kDuckDb = 12;
constexpr double kSpeakingRms = 0.00316;  // -50 dB of full scale
constexpr double kRampSec = 0.005;        // no click where the range begins and ends

float amplitude(double db) { return static_cast<float>(std::pow(10.0, db / 20)); }

std::size_t blockFrames(int rate) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(rate * kBlockSec));
}

bool isMono(const std::filesystem::path& file) { return AudioReader(file).channels() == 1; }

bool hasSound(const std::filesystem::path& file) {
  try {
    AudioReader reader(file);
    return true;
  } catch (const base::Error& error) {
    if (error.code() == base::Code::noAudio) return false;
    throw;
  }
}

void checkNumbers(const SoundPlan& plan) {
  bool isGood = std::isfinite(plan.durationSec) && plan.durationSec > 0 && std::isfinite(plan.originalGainDb);
  for (const SoundPlan::Voice& voice : plan.voices)
    isGood = isGood && std::isfinite(voice.atSec) && std::isfinite(voice.gainDb);
  if (plan.range) isGood = isGood && std::isfinite(plan.range->first) && std::isfinite(plan.range->second);
  if (plan.loudnessLufs) isGood = isGood && *plan.loudnessLufs <= 0 && *plan.loudnessLufs >= -70;
  if (!isGood) throw base::Error(base::Fault::mixNumbersImpossible);
}

}  // namespace

MixTrack::MixTrack(const std::filesystem::path& file, int rate, int channels, Place place)
    : reader_(file, {.rate = rate,
                     .channels = channels == 2 && isMono(file) ? 1 : channels,
                     .fromPictureStart = place.fromPictureStart}),
      channels_(channels),
      isDoubled_(channels == 2 && reader_.channels() == 1),
      gain_(amplitude(place.gainDb)) {
  const std::int64_t start = std::llround(place.atSec * rate);
  if (start >= 0)
    silence_ = start;
  else
    skip(-start);
}

void MixTrack::skip(std::int64_t frames) {
  constexpr std::int64_t kAtOnce = 65536;
  while (frames > 0 && !isDone_) {
    const std::int64_t wanted = std::min(frames, kAtOnce);
    const auto got =
        reader_.read(static_cast<std::size_t>(wanted)).size() / static_cast<std::size_t>(reader_.channels());
    isDone_ = static_cast<std::int64_t>(got) < wanted;
    frames -= wanted;
  }
}

double MixTrack::addTo(std::vector<float>& out) {
  const auto channels = static_cast<std::size_t>(channels_);
  const std::size_t frames = out.size() / channels;
  const auto waited =
      static_cast<std::size_t>(std::min<std::int64_t>(silence_, static_cast<std::int64_t>(frames)));
  silence_ -= static_cast<std::int64_t>(waited);
  if (isDone_ || waited == frames) return 0;
  const std::vector<float> samples = reader_.read(frames - waited);
  const std::size_t got = samples.size() / static_cast<std::size_t>(reader_.channels());
  isDone_ = got < frames - waited;
  double power = 0;
  for (const float sample : samples) power += static_cast<double>(sample) * static_cast<double>(sample);
  float* to = out.data() + waited * channels;
  for (std::size_t i = 0; i < got * channels; ++i) to[i] += gain_ * samples[isDoubled_ ? i / 2 : i];
  return samples.empty() ? 0 : std::sqrt(power / static_cast<double>(samples.size()));
}

float Ducker::next(bool isSpeaking) {
  levelDb_ = isSpeaking ? std::max(-kDuckDb, levelDb_ - kDuckDb / kAttackBlocks)
                        : std::min(0.0, levelDb_ + kDuckDb / kReleaseBlocks);
  return amplitude(levelDb_);
}

MixStream::MixStream(const SoundPlan& plan) : plan_(plan) {
  checkNumbers(plan_);
  usesOriginal_ = plan_.original && (plan_.mix != Mix::replace || plan_.range || plan_.voices.empty()) &&
                  hasSound(*plan_.original);
  if (plan_.voices.empty() && !usesOriginal_) throw base::Error(base::Fault::nothingToMix);
  chooseForm();
  frames_ = std::max<std::int64_t>(1, std::llround(plan_.durationSec * rate_));
  openTracks();
}

// Nothing that is heard loses bandwidth or width: the highest rate and the most channels of all tracks.
void MixStream::chooseForm() {
  const auto include = [this](const std::filesystem::path& file) {
    const AudioReader reader(file);
    rate_ = std::max(rate_, reader.rate());
    channels_ = std::max(channels_, reader.channels());
  };
  for (const SoundPlan::Voice& voice : plan_.voices) include(voice.file);
  if (usesOriginal_) include(*plan_.original);
}

void MixStream::openTracks() {
  voices_.reserve(plan_.voices.size());
  for (const SoundPlan::Voice& voice : plan_.voices)
    voices_.emplace_back(voice.file, rate_, channels_,
                         MixTrack::Place{.atSec = voice.atSec, .gainDb = voice.gainDb});
  if (usesOriginal_)
    original_.emplace(*plan_.original, rate_, channels_, MixTrack::Place{.fromPictureStart = true});
}

float MixStream::insideAt(std::int64_t frame) const {
  if (!plan_.range) return 1;
  const double second = static_cast<double>(frame) / rate_;
  const double depth = std::min(second - plan_.range->first, plan_.range->second - second);
  return static_cast<float>(std::clamp(depth / kRampSec, 0.0, 1.0));
}

MixStream::Block MixStream::readVoices() {
  const auto frames = static_cast<std::size_t>(
      std::min<std::int64_t>(static_cast<std::int64_t>(blockFrames(rate_)), frames_ - voicesRead_));
  Block block{std::vector<float>(frames * static_cast<std::size_t>(channels_)), false};
  for (MixTrack& voice : voices_) block.isSpeaking |= voice.addTo(block.samples) > kSpeakingRms;
  block.isSpeaking = block.isSpeaking && insideAt(voicesRead_ + static_cast<std::int64_t>(frames) / 2) > 0;
  voicesRead_ += static_cast<std::int64_t>(frames);
  return block;
}

std::vector<float> MixStream::nextBlock() {
  while (voicesRead_ < frames_ && ahead_.size() <= kAttackBlocks) ahead_.push_back(readVoices());
  if (ahead_.empty()) return {};
  const bool isSpeaking =
      std::any_of(ahead_.begin(), ahead_.end(), [](const Block& b) { return b.isSpeaking; });
  const float duckFrom = duckGain_;
  duckGain_ = plan_.mix == Mix::duck ? ducker_.next(isSpeaking) : 1;
  std::vector<float> out = std::move(ahead_.front().samples);
  ahead_.pop_front();
  std::vector<float> original(out.size());
  if (original_) original_->addTo(original);

  const auto channels = static_cast<std::size_t>(channels_);
  const std::size_t frames = out.size() / channels;
  const bool isUnder = plan_.mix != Mix::replace || plan_.voices.empty();
  const float gain = isUnder ? amplitude(plan_.originalGainDb) : 0;
  for (std::size_t i = 0; i < frames; ++i) {
    const float inside = insideAt(position_ + static_cast<std::int64_t>(i));
    const float duck =
        duckFrom + (duckGain_ - duckFrom) * static_cast<float>(i + 1) / static_cast<float>(frames);
    const float originalGain = 1 - inside + inside * gain * duck;
    for (std::size_t c = i * channels; c < (i + 1) * channels; ++c)
      out[c] = inside * out[c] + originalGain * original[c];
  }
  position_ += static_cast<std::int64_t>(frames);
  return out;
}

}  // namespace media
