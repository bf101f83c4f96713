#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "core/audio/sound_bed.h"
#include "core/base/error.h"
#include "core/base/file.h"

namespace audio {
namespace {

constexpr std::size_t kBlock = 65536;      // sample frames at once
constexpr std::uint32_t kHeaderSize = 50;  // bytes between the RIFF size and the samples
constexpr int kFloatFormat = 3;            // WAVE_FORMAT_IEEE_FLOAT

void append(std::string& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>((value >> (8 * i)) & 255u));
}

std::string header(std::uint32_t frames, int rate, int channels) {
  const auto width = static_cast<std::uint32_t>(channels) * 4, hertz = static_cast<std::uint32_t>(rate);
  std::string bytes = "RIFF";
  append(bytes, kHeaderSize + frames * width, 4);
  bytes += "WAVEfmt ";
  append(bytes, 18, 4);
  append(bytes, kFloatFormat, 2);
  append(bytes, static_cast<std::uint32_t>(channels), 2);
  append(bytes, hertz, 4);
  append(bytes, hertz * width, 4);
  append(bytes, width, 2);
  append(bytes, 32, 2);
  append(bytes, 0, 2);  // no extension
  bytes += "fact";
  append(bytes, 4, 4);
  append(bytes, frames, 4);
  bytes += "data";
  append(bytes, frames * width, 4);
  return bytes;
}

std::string bytesOf(const std::vector<float>& samples) {
  std::string bytes;
  bytes.reserve(samples.size() * 4);
  for (const float sample : samples) append(bytes, std::bit_cast<std::uint32_t>(sample), 4);
  return bytes;
}

std::int64_t lengthOf(const SoundBed& bed, double seconds, const std::filesystem::path& path) {
  const double frames = std::round(std::max(0.0, seconds) * bed.rate());
  const double bytes = frames * bed.channels() * 4 + kHeaderSize;
  if (!(bytes < std::numeric_limits<std::uint32_t>::max()))
    throw base::Error(base::Code::unsupported,
                      "the sound is too long for a WAVE file, which holds 4 GB; make it shorter", path);
  return static_cast<std::int64_t>(frames);
}

}  // namespace

bool writeWave(SoundBed bed, double seconds, const std::filesystem::path& path, std::stop_token stop) {
  const std::int64_t length = lengthOf(bed, seconds, path);
  base::FileWriter file(path);
  file.write(header(static_cast<std::uint32_t>(length), bed.rate(), bed.channels()));
  for (std::int64_t at = 0; at < length; at += kBlock) {
    if (stop.stop_requested()) return false;
    const auto count = std::min<std::int64_t>(kBlock, length - at);
    file.write(bytesOf(bed.read(at, static_cast<std::size_t>(count))));
    if (!bed.failures().empty()) throw base::Error(base::Code::unreadable, bed.failures().front(), path);
  }
  if (stop.stop_requested()) return false;
  file.commit();
  return true;
}

}  // namespace audio
