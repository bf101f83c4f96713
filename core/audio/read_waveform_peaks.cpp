#include "core/audio/read_waveform_peaks.h"

#include <algorithm>
#include <bit>
#include <system_error>

#include "core/audio/peak_builder.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/decode/audio_reader.h"
#include "core/media/decode/clip_index.h"

namespace audio {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 65536;         // sample frames at once
const std::string kMark = "redub peaks 1\n";  // the number is that of the format

// Empty when there is no such file, or no cache.
fs::path cacheFile(const fs::path& file, bool fromPictureStart, const fs::path& cache) {
  std::error_code failed;
  if (cache.empty()) return {};
  const auto size = fs::file_size(file, failed);
  if (failed) return {};
  const auto changed = fs::last_write_time(file, failed).time_since_epoch().count();
  if (failed) return {};
  const std::string key = fs::absolute(file, failed).string() + '\n' + std::to_string(size) + '\n' +
                          std::to_string(changed) + '\n' + std::to_string(fromPictureStart);
  return cache / (base::sha256(key).substr(0, 32) + ".peaks");
}

// The mark, the checksum of what follows, and low and high of each peak. nullopt for any other file.
std::optional<WaveformPeaks> load(const fs::path& path) {
  try {
    const std::string bytes = base::readFile(path);
    constexpr std::size_t kSum = 64;
    if (bytes.size() < kMark.size() + kSum || !bytes.starts_with(kMark)) return std::nullopt;
    const std::string body = bytes.substr(kMark.size() + kSum);
    if (bytes.compare(kMark.size(), kSum, base::sha256(body)) != 0 || body.size() % 2 != 0)
      return std::nullopt;
    std::vector<WaveformPeaks::Peak> peaks(body.size() / 2);
    for (std::size_t i = 0; i < peaks.size(); ++i)
      peaks[i] = {std::bit_cast<std::int8_t>(body[2 * i]), std::bit_cast<std::int8_t>(body[2 * i + 1])};
    return WaveformPeaks(std::move(peaks));
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

// A cache that cannot be written costs time, nothing else.
void save(const WaveformPeaks& peaks, const fs::path& path) {
  std::string body;
  for (const WaveformPeaks::Peak& peak : peaks.finest()) {
    body.push_back(std::bit_cast<char>(peak.low));
    body.push_back(std::bit_cast<char>(peak.high));
  }
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  base::removeUnfinished(path.parent_path());
  try {
    base::writeFile(path, kMark + base::sha256(body) + body);
  } catch (const base::Error&) {
  }
}

double lengthOf(const fs::path& file, const media::AudioReader& reader, const std::stop_token& stop) {
  if (reader.info().durationSec > 0) return reader.info().durationSec;
  const auto clip = media::indexClip(file, stop);
  return clip ? clip->probe.durationSec : 0;
}

std::optional<WaveformPeaks> readWhole(const fs::path& file, bool fromPictureStart,
                                       const std::function<void(double)>& progress,
                                       const std::stop_token& stop) {
  media::AudioReader reader(file, {.fromPictureStart = fromPictureStart});
  const double length = lengthOf(file, reader, stop);
  PeakBuilder builder(reader.rate(), reader.channels());
  std::vector<PeakBuilder::Extremes> found;
  for (;;) {
    if (stop.stop_requested()) return std::nullopt;
    const std::vector<float> block = reader.read(kBlock);
    if (block.empty()) break;
    builder.add(block, found);
    if (progress && length > 0) progress(std::min(1.0, builder.seconds() / length));
  }
  builder.finish(found);
  std::vector<WaveformPeaks::Peak> peaks(found.size());
  std::ranges::transform(found, peaks.begin(),
                         [](const PeakBuilder::Extremes& extremes) { return quantised(extremes); });
  return WaveformPeaks(std::move(peaks));
}

}  // namespace

std::optional<WaveformPeaks> readWaveformPeaks(const fs::path& file, bool fromPictureStart,
                                               const fs::path& cache,
                                               const std::function<void(double)>& progress,
                                               std::stop_token stop) {
  const fs::path kept = cacheFile(file, fromPictureStart, cache);
  std::optional<WaveformPeaks> peaks = kept.empty() ? std::nullopt : load(kept);
  if (!peaks) {
    peaks = readWhole(file, fromPictureStart, progress, stop);
    if (!peaks) return std::nullopt;
    if (!kept.empty()) save(*peaks, kept);
  }
  if (progress) progress(1);
  return peaks;
}

}  // namespace audio
