#include "models/speech_mouth/front_end.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace speech_mouth {
namespace {

constexpr int kRate = 16000, kWindow = 400, kHop = 160, kFft = 512;
constexpr double kPreEmphasis = 0.97;
constexpr double kSpeechDb = 35;  // rows this far below the loudest are not speech
constexpr double kTiny = 1e-12;

double mel(double hertz) { return 2595 * std::log10(1 + hertz / 700); }
double hertzOf(double mels) { return 700 * (std::pow(10.0, mels / 2595) - 1); }

// Frequencies below 4.8 kHz are scaled by the factor, those above squeezed so that 8 kHz stays in place.
double warped(double hertz, double factor) {
  constexpr double kTop = 4800, kNyquist = kRate / 2.0;
  const double knee = kTop * std::min(factor, 1.0) / factor;
  if (hertz <= knee) return hertz * factor;
  return kNyquist - (kNyquist - knee * factor) / (kNyquist - knee) * (kNyquist - hertz);
}

// [257, 26] triangles on the mel scale.
at::Tensor melMatrix(double warp) {
  at::Tensor matrix = at::zeros({kFft / 2 + 1, kFilters});
  auto out = matrix.accessor<float, 2>();
  const double step = mel(kRate / 2.0) / (kFilters + 1);
  for (int bin = 0; bin <= kFft / 2; ++bin) {
    const double hertz = warped(bin * static_cast<double>(kRate) / kFft, warp);
    for (int j = 0; j < kFilters; ++j) {
      const double left = hertzOf(j * step), peak = hertzOf((j + 1) * step), right = hertzOf((j + 2) * step);
      const double weight = std::min((hertz - left) / (peak - left), (right - hertz) / (right - peak));
      out[bin][j] = static_cast<float>(std::max(weight, 0.0));
    }
  }
  return matrix;
}

double levelAt(const at::Tensor& values, double share) {
  const auto count = values.numel();
  const auto rank = std::clamp<std::int64_t>(
      static_cast<std::int64_t>(share * static_cast<double>(count - 1)) + 1, 1, count);
  return std::get<0>(values.kthvalue(rank)).item<double>();
}

}  // namespace

at::Tensor toTensor(std::span<const std::int16_t> samples) {
  at::Tensor out = at::empty({static_cast<std::int64_t>(samples.size())});
  std::transform(samples.begin(), samples.end(), out.data_ptr<float>(),
                 [](std::int16_t s) { return static_cast<float>(s) / 32768.0F; });
  return out;
}

at::Tensor filterEnergies(const at::Tensor& samples, double warp) {
  const std::int64_t count = samples.numel();
  const std::int64_t rows = count <= kWindow ? 1 : 1 + (count - kWindow + kHop - 1) / kHop;
  at::Tensor signal = at::constant_pad_nd(samples, {1, (rows - 1) * kHop + kWindow - count});
  signal = signal.slice(0, 1) - kPreEmphasis * signal.slice(0, 0, signal.numel() - 1);
  const at::Tensor windows = signal.unfold(0, kWindow, kHop) * at::hamming_window(kWindow);
  const at::Tensor power = at::view_as_real(at::fft_rfft(windows, kFft)).square().sum(-1);
  return at::matmul(power, melMatrix(warp));
}

at::Tensor networkInput(const at::Tensor& energies, double floorDb) {
  const at::Tensor total = energies.sum(1);
  const double loud = levelAt(total, 0.99) + kTiny;
  const at::Tensor logs = (energies + loud * std::pow(10.0, -floorDb / 10)).log();
  const at::Tensor level = logs.logsumexp(1);
  const at::Tensor isSpeech = level > levelAt(level, 0.95) - kSpeechDb / 10 * std::log(10.0);
  const at::Tensor speech = logs.index({isSpeech});
  const at::Tensor centred = logs - speech.mean(0);
  const at::Tensor scale = speech.numel() > 1 ? speech.std() : at::ones({});
  const at::Tensor scaled = centred / (scale + 1e-3);
  const std::int64_t rows = scaled.size(0), missing = (kRowsPerStep - rows % kRowsPerStep) % kRowsPerStep;
  return at::cat({scaled, scaled.slice(0, rows - 1).expand({missing, kFilters})}).reshape({-1, kInput});
}

}  // namespace speech_mouth
