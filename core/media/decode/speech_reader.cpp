#include "core/media/decode/speech_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/media/decode/audio_reader.h"
#include "core/media/decode/resampler.h"
#include "core/media/decode/sound_decoder.h"

namespace media {
namespace {

constexpr int kSpeechRate = 16000;
constexpr std::size_t kBlock = 16384;  // sample frames at once
constexpr double kCancelRatio = 0.01;  // -20 dB: channels of opposite sign cancelled each other

std::int16_t toInt16(double sample) {
  return static_cast<std::int16_t>(std::clamp<long>(std::lround(sample * 32768.0), -32768, 32767));
}

struct Mixed {
  std::vector<std::int16_t> samples;
  std::vector<double> channelEnergy;
  double energy = 0;
};

std::size_t samplesOf(const SpeechRange& range) {
  constexpr double kMost = 1e15;
  return static_cast<std::size_t>(std::lround(std::min(range.seconds * kSpeechRate, kMost)));
}

// All channels by `weights`, and how loud each was.
Mixed mixDown(AudioReader& reader, const SpeechRange& range, const std::vector<double>& weights,
              const std::stop_token& stop) {
  const std::size_t channels = weights.size(), most = samplesOf(range);
  if (range.beginSec > 0) reader.seek(range.beginSec);
  Mixed mixed;
  mixed.channelEnergy.resize(channels);
  while (!stop.stop_requested() && mixed.samples.size() < most) {
    const std::vector<float> block = reader.read(std::min(kBlock, most - mixed.samples.size()));
    if (block.empty()) break;
    for (std::size_t i = 0; i + channels <= block.size(); i += channels) {
      double sum = 0;
      for (std::size_t c = 0; c < channels; ++c) {
        const double sample = block[i + c];
        sum += weights[c] * sample;
        mixed.channelEnergy[c] += sample * sample;
      }
      mixed.energy += sum * sum;
      mixed.samples.push_back(toInt16(sum));
    }
  }
  return mixed;
}

std::vector<double> weightsOf(const std::filesystem::path& path, std::size_t channels) {
  const SoundDecoder decoder(path);
  std::vector<double> weights = monoWeights(decoder.stream().codecpar->ch_layout);
  if (weights.size() != channels) weights.assign(channels, 1.0 / static_cast<double>(channels));
  return weights;
}

}  // namespace

std::vector<std::int16_t> readSpeech(const std::filesystem::path& path, bool fromPictureStart,
                                     const std::stop_token& stop) {
  return readSpeech(path, fromPictureStart, {}, stop);
}

std::vector<std::int16_t> readSpeech(const std::filesystem::path& path, bool fromPictureStart,
                                     SpeechRange range, const std::stop_token& stop) {
  const AudioReader::Options options{
      .rate = kSpeechRate, .channels = 0, .fromPictureStart = fromPictureStart};
  AudioReader reader(path, options);
  const auto channels = static_cast<std::size_t>(reader.channels());
  Mixed mixed = mixDown(reader, range, weightsOf(path, channels), stop);
  if (stop.stop_requested()) return std::move(mixed.samples);
  if (mixed.samples.empty()) throw base::Error(base::Fault::soundEmpty, {}, path);
  const auto loudest = std::max_element(mixed.channelEnergy.begin(), mixed.channelEnergy.end());
  if (mixed.energy >= kCancelRatio * *loudest) return std::move(mixed.samples);
  std::vector<double> one(channels, 0.0);
  one[static_cast<std::size_t>(loudest - mixed.channelEnergy.begin())] = 1.0;
  AudioReader again(path, options);
  return mixDown(again, range, one, stop).samples;
}

}  // namespace media
