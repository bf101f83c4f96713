#include "ui/record/count_in.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <system_error>

#include "core/base/error.h"
#include "core/media/encode/wave_file.h"

namespace ui {

static constexpr double kBeepSec = 0.1, kEdgeSec = 0.005;
static constexpr double kHz = 1000, kAmplitude = 0.25;  // -12 dB: plain, but no shock in headphones
static constexpr int kFileRate = 48000;

int beatAt(double secondsToPunchIn) {
  return std::clamp(static_cast<int>(std::ceil(secondsToPunchIn / kBeatSec)), 0, kBeats);
}

// At `seconds` after its beginning.
static double beep(double seconds) {
  if (seconds >= kBeepSec) return 0;
  const double edge = std::min({1.0, seconds / kEdgeSec, (kBeepSec - seconds) / kEdgeSec});
  return kAmplitude * edge * std::sin(2 * std::numbers::pi * kHz * seconds);
}

std::vector<float> beeps(int rate) {
  std::vector<float> samples(static_cast<std::size_t>(std::lround(kCountInSec * rate)));
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<float>(beep(std::fmod(static_cast<double>(i) / rate, kBeatSec)));
  return samples;
}

static void makeFile(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error)) return;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error) throw base::Error(base::Fault::folderNotMade, {}, file.parent_path(), error.message());
  std::vector<std::int16_t> samples;
  for (const float sample : beeps(kFileRate))
    samples.push_back(static_cast<std::int16_t>(std::lround(sample * 32767)));
  media::writeWave(file, samples, kFileRate);
}

audio::Sound countIn(double punchInSec, const std::filesystem::path& cache) {
  const std::filesystem::path file = cache / "count-in.wav";
  makeFile(file);
  return {.file = file, .atSec = punchInSec - kCountInSec, .inSec = 0, .outSec = kCountInSec};
}

FilmlessCount::FilmlessCount(audio::Clock::time_point now, std::shared_ptr<audio::Output> output)
    : began_(now), output_(std::move(output)) {
  if (!output_) return;
  for (const float sample : beeps(output_->rate()))
    unheard_.insert(unheard_.end(), static_cast<std::size_t>(output_->channels()), sample);
  output_->pause(false);
}

double FilmlessCount::advance(audio::Clock::time_point now) {
  if (output_ && !unheard_.empty()) {
    const std::size_t taken = output_->write(unheard_) * static_cast<std::size_t>(output_->channels());
    unheard_.erase(unheard_.begin(), unheard_.begin() + static_cast<std::ptrdiff_t>(taken));
  }
  return left(now);
}

double FilmlessCount::left(audio::Clock::time_point now) const {
  return kCountInSec - std::chrono::duration<double>(now - began_).count();
}

}  // namespace ui
