#include <algorithm>
#include <cmath>
#include <span>

#include "core/audio/sound_bed.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/platform/file.h"
#include "core/media/encode/wave_file.h"

namespace audio {

static constexpr std::int64_t kBlock = 65536;  // sample frames at once

// Hours of sound are gigabytes: better known now than after the work.
static void checkFreeSpace(double bytes, const std::filesystem::path& path) {
  if (bytes <= static_cast<double>(platform::freeBytes(path))) return;
  throw base::writeError(std::make_error_code(std::errc::no_space_on_device), path);
}

bool writeWave(SoundBed bed, double seconds, const std::filesystem::path& path, std::stop_token stop) {
  const double frames = std::round(std::max(0.0, seconds) * bed.rate());
  checkFreeSpace(frames * bed.channels() * sizeof(float), path);
  const auto length = static_cast<std::int64_t>(frames);
  media::WaveWriter file(path, {.rate = bed.rate(), .channels = bed.channels(), .isFloat = true});
  for (std::int64_t at = 0; at < length; at += kBlock) {
    if (stop.stop_requested()) return false;
    const auto count = static_cast<std::size_t>(std::min(kBlock, length - at));
    const std::vector<float> block = bed.read(at, count);
    file.write(std::as_bytes(std::span(block)));
    if (!bed.failures().empty()) throw base::Error(bed.failures().front());
  }
  if (stop.stop_requested()) return false;
  file.finish();
  return true;
}

}  // namespace audio
