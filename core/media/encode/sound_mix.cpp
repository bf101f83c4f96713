#include "core/media/encode/sound_mix.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/media/encode/mix_stream.h"
#include "core/media/encode/sound_plan.h"

namespace media {
namespace {

constexpr double kTruePeakDb = -1;  // EBU R128: the greatest true peak allowed

struct MeterFree {
  void operator()(ebur128_state* p) const { ebur128_destroy(&p); }
};

// The factor that brings the whole mix to `targetLufs`, less where peaks would pass -1 dBTP; 1 for silence.
double loudnessGain(const SoundPlan& plan, double targetLufs, const std::stop_token& stop) {
  MixStream mix(plan);
  const auto channels = static_cast<unsigned>(mix.channels());
  const std::unique_ptr<ebur128_state, MeterFree> meter(ebur128_init(
      channels, static_cast<unsigned long>(mix.rate()), EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
  if (!meter) throw base::Error(base::Fault::defect, {}, {}, "the loudness of this sound cannot be measured");
  while (!stop.stop_requested()) {
    const std::vector<float> block = mix.nextBlock();
    if (block.empty()) break;
    ebur128_add_frames_float(meter.get(), block.data(), block.size() / channels);
  }
  double lufs = 0, peak = 0;
  ebur128_loudness_global(meter.get(), &lufs);
  for (unsigned c = 0; c < channels; ++c) {
    double channelPeak = 0;
    ebur128_true_peak(meter.get(), c, &channelPeak);
    peak = std::max(peak, channelPeak);
  }
  if (!std::isfinite(lufs) || peak <= 0) return 1;
  return std::pow(10.0, std::min(targetLufs - lufs, kTruePeakDb - 20 * std::log10(peak)) / 20);
}

}  // namespace

struct SoundMix::Impl {
  Impl(const SoundPlan& plan, const std::stop_token& stop) : stream(plan) {
    if (plan.loudnessLufs) gain = static_cast<float>(loudnessGain(plan, *plan.loudnessLufs, stop));
  }

  std::vector<float> read(std::size_t frames) {
    const std::size_t wanted = frames * static_cast<std::size_t>(stream.channels());
    while (waiting.size() < wanted) {
      const std::vector<float> block = stream.nextBlock();
      if (block.empty()) break;
      for (const float sample : block) waiting.push_back(std::clamp(gain * sample, -1.0f, 1.0f));
    }
    const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, waiting.size()));
    std::vector<float> out(waiting.begin(), end);
    waiting.erase(waiting.begin(), end);
    return out;
  }

  MixStream stream;
  float gain = 1;
  std::vector<float> waiting;
};

SoundMix::SoundMix(SoundPlan plan, std::stop_token stop) : impl_(std::make_unique<Impl>(plan, stop)) {}
SoundMix::~SoundMix() = default;
int SoundMix::rate() const { return impl_->stream.rate(); }
int SoundMix::channels() const { return impl_->stream.channels(); }
std::vector<float> SoundMix::read(std::size_t frames) { return impl_->read(frames); }

}  // namespace media
