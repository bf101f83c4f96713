#include "core/render/sound_check.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/base/error.h"
#include "core/media/decode/audio_reader.h"
#include "core/media/encode/sound_mix.h"

namespace dub {

static constexpr double kPassageSec = 10, kMostLagSec = 0.25;
static constexpr int kPassages = 12;        // compared at most; evenly spread
static constexpr double kSilentRms = 1e-4;  // -80 dBFS

namespace {

// Means of blocks of samples over all channels: a crude low-pass, the same for both sounds.
std::vector<float> thinned(const std::vector<float>& samples, int channels, int factor) {
  const std::size_t block = static_cast<std::size_t>(channels * factor);
  std::vector<float> out(samples.size() / block);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] =
        std::accumulate(&samples[i * block], &samples[i * block] + block, 0.0f) / static_cast<float>(block);
  return out;
}

double rms(const std::vector<float>& x) {
  return x.empty() ? 0
                   : std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0) /
                               static_cast<double>(x.size()));
}

// Normalised correlation of a[i] with b[i + lag] over what overlaps.
double correlationAt(const std::vector<float>& a, const std::vector<float>& b, int lag) {
  const int n = static_cast<int>(std::min(a.size(), b.size()));
  double ab = 0, aa = 1e-12, bb = 1e-12;
  for (int i = std::max(0, -lag); i < n - std::max(0, lag); ++i) {
    const double x = a[static_cast<std::size_t>(i)], y = b[static_cast<std::size_t>(i + lag)];
    ab += x * y, aa += x * x, bb += y * y;
  }
  return ab / std::sqrt(aa * bb);
}

SoundMatch match(const std::vector<float>& wanted, const std::vector<float>& found, double rate) {
  if (rms(wanted) < kSilentRms) return {0, rms(found) < 10 * kSilentRms ? 1.0 : 0.0};
  const int most = static_cast<int>(kMostLagSec * rate);
  int best = 0;
  double highest = -2;
  for (int lag = -most; lag <= most; ++lag)
    if (const double r = correlationAt(wanted, found, lag); r > highest) highest = r, best = lag;
  return {1000.0 * best / rate, highest};
}

}  // namespace

SoundMatch matchSound(const std::filesystem::path& file, const media::SoundPlan& plan,
                      const std::stop_token& stop) {
  media::SoundMix mix(plan);
  media::AudioReader reader(file, {.rate = mix.rate(), .channels = mix.channels(), .fromPictureStart = true});
  const int factor = std::max(1, mix.rate() / 8000);
  const auto frames = static_cast<std::size_t>(kPassageSec * mix.rate());
  const int passages = std::max(1, static_cast<int>(plan.durationSec / kPassageSec));
  const int step = std::max(1, passages / kPassages);
  SoundMatch worst{0, 1};
  bool hasCompared = false;
  for (int k = 0; !stop.stop_requested(); ++k) {
    const std::vector<float> wanted = mix.read(frames), found = reader.read(frames);
    const bool isTail = static_cast<double>(wanted.size()) < 2.0 * mix.rate() * mix.channels();
    if (wanted.empty() || (isTail && hasCompared)) break;
    if (k % step != 0) continue;
    const SoundMatch here =
        match(thinned(wanted, mix.channels(), factor), thinned(found, mix.channels(), factor),
              static_cast<double>(mix.rate()) / factor);
    worst.correlation = std::min(worst.correlation, here.correlation);
    if (std::abs(here.offsetMs) > std::abs(worst.offsetMs)) worst.offsetMs = here.offsetMs;
    hasCompared = true;
  }
  return worst;
}

}  // namespace dub
