#include "models/speech_mouth/training/transform.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace speech_mouth::training {
namespace {

constexpr double kRate = 16000;

// FFT lengths with small factors only.
std::int64_t goodLength(std::int64_t least) {
  std::int64_t best = 1;
  while (best < least) best *= 2;
  for (const std::int64_t odd : {3, 5, 9, 15, 25, 27, 45}) {
    std::int64_t length = odd;
    while (length < least) length *= 2;
    best = std::min(best, length);
  }
  return best;
}

// Linear interpolation of `values`, spread evenly, to `count` points.
at::Tensor interpolated(const std::vector<float>& values, std::int64_t count) {
  const at::Tensor points = at::tensor(values).reshape({1, 1, -1});
  return at::upsample_linear1d(points, {count}, true).reshape({-1});
}

at::Tensor interpolatedAt(const std::vector<std::pair<double, double>>& points, const at::Tensor& at) {
  at::Tensor out = at::full_like(at, points.front().second);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto [x0, y0] = points[i - 1];
    const auto [x1, y1] = points[i];
    out = out + ((at - x0) / (x1 - x0)).clamp(0, 1) * (y1 - y0);
  }
  return out;
}

// Decaying noise after the direct sound.
at::Tensor roomResponse(Random& random) {
  const auto length = static_cast<std::int64_t>(uniform(random, 0.08, 0.6) * kRate);
  at::Tensor response =
      at::randn({length}) * at::linspace(0, -6.9, length).exp() * uniform(random, 0.02, 0.25);
  response[0] = 1;
  return response / response.square().sum().sqrt();
}

// dB of an equaliser and of band limits, per FFT bin.
at::Tensor equalizer(const at::Tensor& hertz, Random& random) {
  std::vector<std::pair<double, double>> points;
  std::normal_distribution<double> gain(0, uniform(random, 1, 7));
  for (const double at : {0.0, 120.0, 250.0, 600.0, 1400.0, 3000.0, 5000.0, 8000.0})
    points.emplace_back(at, gain(random));
  at::Tensor out = interpolatedAt(points, hertz);
  if (chance(random, 0.3)) out = out - ((hertz - uniform(random, 3200, 7200)) / 60).clamp(0, 60);
  if (chance(random, 0.2)) out = out - ((uniform(random, 80, 350) - hertz) / 6).clamp(0, 50);
  return out;
}

// Chords of slowly swelling tones with overtones.
at::Tensor music(std::int64_t samples, Random& random) {
  at::Tensor out = at::zeros({samples});
  const at::Tensor time = at::arange(samples) * (2 * M_PI / kRate);
  for (int voice = 0; voice < 4; ++voice) {
    const double base = 110 * std::pow(2.0, static_cast<double>(below(random, 36)) / 12);
    at::Tensor tone = at::zeros({samples});
    for (int overtone = 1; overtone <= 6; ++overtone)
      tone = tone + (time * (base * overtone)).sin() / overtone;
    out = out + tone * loudnessCurve(samples, 8, random).mul(0.1151).exp();
  }
  return out;
}

at::Tensor babble(std::int64_t samples, const at::Tensor& other, Random& random) {
  at::Tensor out = at::zeros({samples});
  for (int voice = 0; voice < 3; ++voice) {
    const auto shift = static_cast<std::int64_t>(below(random, static_cast<std::size_t>(other.numel())));
    const at::Tensor turned = other.roll(shift);
    const std::int64_t times = samples / turned.numel() + 1;
    out = out + turned.repeat({times}).slice(0, 0, samples) * uniform(random, 0.3, 1);
  }
  return out;
}

at::Tensor coloredNoise(const at::Tensor& hertz, double slope) {
  return at::complex(at::randn_like(hertz), at::randn_like(hertz)) / hertz.clamp_min(40).pow(slope / 2);
}

at::Tensor power(const at::Tensor& spectrum) {
  return at::view_as_real(spectrum).square().sum(-1).mean() + 1e-12;
}

}  // namespace

at::Tensor stretched(const at::Tensor& samples, double factor) {
  // Both lengths are multiples of small numbers, at a grid fine enough for the factor.
  constexpr std::int64_t kGrid = 320;
  const std::int64_t unit = (samples.numel() + kGrid - 1) / kGrid;
  const std::int64_t evenUnit = unit + unit % 2;
  const std::int64_t from = evenUnit * kGrid;
  const std::int64_t to = std::llround(factor * kGrid) * evenUnit;
  const std::int64_t wanted = std::llround(static_cast<double>(samples.numel()) * static_cast<double>(to) /
                                           static_cast<double>(from));
  at::Tensor spectrum = at::fft_rfft(samples, from);
  const std::int64_t bins = to / 2 + 1;
  spectrum = spectrum.slice(0, 0, std::min(bins, spectrum.size(0)));
  return (at::fft_irfft(spectrum, to) * (static_cast<double>(to) / static_cast<double>(from)))
      .slice(0, 0, wanted)
      .contiguous();
}

at::Tensor loudnessCurve(std::int64_t samples, double deviationDb, Random& random) {
  const double spacing = uniform(random, 0.3, 1.2) * kRate;
  std::normal_distribution<float> gain(0, static_cast<float>(deviationDb));
  std::vector<float> points(static_cast<std::size_t>(static_cast<double>(samples) / spacing) + 3);
  std::generate(points.begin(), points.end(), [&] { return gain(random); });
  return interpolated(points, samples);
}

at::Tensor disturbed(const at::Tensor& clean, const at::Tensor& other, Random& random) {
  const std::int64_t samples = clean.numel(), length = goodLength(samples + 9600);
  at::Tensor spectrum = at::fft_rfft(clean, length);
  const at::Tensor hertz = at::linspace(0, kRate / 2, spectrum.size(0));
  if (chance(random, 0.5)) spectrum = spectrum * at::fft_rfft(roomResponse(random), length);
  spectrum = spectrum * (equalizer(hertz, random) * 0.1151).exp();
  const at::Tensor level = power(spectrum);
  const auto add = [&](const at::Tensor& noise, double snrDb) {
    spectrum = spectrum + noise * (level / power(noise) * std::pow(10.0, -snrDb / 10)).sqrt();
  };
  const double kind = uniform(random, 0, 1);
  const double snr = chance(random, 0.6) ? uniform(random, 4, 30) : uniform(random, 30, 55);
  if (kind < 0.25) {
    add(at::fft_rfft(babble(samples, other, random), length), std::max(snr, 9.0));
  } else if (kind < 0.40) {
    add(at::fft_rfft(music(samples, random), length), std::max(snr, 6.0));
  } else {
    add(coloredNoise(hertz, static_cast<double>(below(random, 4)) * 0.7), snr);
  }
  add(coloredNoise(hertz, 0), uniform(random, 35, 65));
  at::Tensor out = at::fft_irfft(spectrum, length).slice(0, 0, samples);
  if (chance(random, 0.1)) out = (out / (out.abs().max() * uniform(random, 0.15, 0.6) + 1e-9)).tanh();
  return out;
}

}  // namespace speech_mouth::training
