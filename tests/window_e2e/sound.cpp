#include "tests/window_e2e/sound.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <stdexcept>

#include "core/base/file.h"
#include "tests/support/temp_folder.h"

namespace window_e2e {

namespace fs = std::filesystem;
using test_support::quoted;

static constexpr std::size_t kStep = 8;  // 6 kHz are enough to tell sounds apart

void makeNoise(const fs::path& file, double seconds) {
  const auto made = test_support::shell(
      "ffmpeg -v error -nostdin -y -f lavfi -i anoisesrc=c=pink:a=0.5:seed=7:r=" +
      std::to_string(kSoundRate) + ":d=" + std::to_string(seconds) + " " + quoted(file.string()));
  if (made.exitCode != 0) throw std::runtime_error(made.output);
}

std::vector<float> soundOf(const fs::path& file) {
  const test_support::TempFolder folder;
  const fs::path raw = folder / "samples";
  const auto read =
      test_support::shell("ffmpeg -v error -nostdin -i " + quoted(file.string()) + " -f f32le -ac 1 -ar " +
                          std::to_string(kSoundRate) + " " + quoted(raw.string()));
  if (read.exitCode != 0) throw std::runtime_error(read.output);
  const std::string bytes = base::readFile(raw);
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
  return samples;
}

static std::vector<float> thinned(std::span<const float> sound) {
  std::vector<float> out(sound.size() / kStep);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = std::accumulate(sound.begin() + static_cast<std::ptrdiff_t>(i * kStep),
                             sound.begin() + static_cast<std::ptrdiff_t>((i + 1) * kStep), 0.0f);
  return out;
}

// Highest normalised correlation of `b` with any passage of `a`.
static double likeness(std::span<const float> a, std::span<const float> b) {
  const auto energy = [](const float* at, std::size_t n) { return std::inner_product(at, at + n, at, 0.0); };
  const double own = energy(b.data(), b.size());
  double best = 0;
  for (std::size_t at = 0; at + b.size() <= a.size(); ++at) {
    const double other = energy(a.data() + at, b.size());
    const double common =
        std::inner_product(b.begin(), b.end(), a.begin() + static_cast<std::ptrdiff_t>(at), 0.0);
    if (own > 0 && other > 0) best = std::max(best, common / std::sqrt(own * other));
  }
  return best;
}

double shareFound(std::span<const float> whole, std::span<const float> part) {
  const std::vector<float> a = thinned(whole), b = thinned(part);
  constexpr std::size_t kPiece = kSoundRate / kStep / 4;
  const std::size_t pieces = b.size() / kPiece;
  std::size_t found = 0;
  for (std::size_t i = 0; i < pieces; ++i)
    found += likeness(a, std::span(b).subspan(i * kPiece, kPiece)) > 0.9 ? 1 : 0;
  return pieces == 0 ? 0 : static_cast<double>(found) / static_cast<double>(pieces);
}

std::size_t firstLoud(std::span<const float> sound) {
  const auto at = std::ranges::find_if(sound, [](float s) { return std::abs(s) > 0.01f; });
  return static_cast<std::size_t>(at - sound.begin());
}

}  // namespace window_e2e
