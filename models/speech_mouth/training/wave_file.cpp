#include "models/speech_mouth/training/wave_file.h"

#include <cstring>
#include <fstream>
#include <iterator>

#include "models/speech_mouth/training/synthesis.h"

namespace speech_mouth::training {
namespace {

template <class Number>
Number at(const std::vector<char>& bytes, std::size_t offset) {
  Number value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

}  // namespace

std::vector<std::int16_t> readWave16k(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  constexpr std::size_t kRiffHeader = 12, kChunkHeader = 8;
  int rate = 0;
  for (std::size_t chunk = kRiffHeader; chunk + kChunkHeader <= bytes.size();) {
    const std::size_t begin = chunk + kChunkHeader;
    const std::size_t size = std::min<std::size_t>(at<std::uint32_t>(bytes, chunk + 4), bytes.size() - begin);
    if (std::memcmp(bytes.data() + chunk, "fmt ", 4) == 0 && size >= 16) {
      const bool isMono16 =
          at<std::uint16_t>(bytes, begin + 2) == 1 && at<std::uint16_t>(bytes, begin + 14) == 16;
      rate = isMono16 ? static_cast<int>(at<std::uint32_t>(bytes, begin + 4)) : 0;
    }
    if (std::memcmp(bytes.data() + chunk, "data", 4) == 0) {
      std::vector<std::int16_t> samples(size / sizeof(std::int16_t));
      if (rate <= 0 || samples.empty()) return {};
      std::memcpy(samples.data(), bytes.data() + begin, samples.size() * sizeof(std::int16_t));
      return resampled(samples, rate, 16000);
    }
    chunk = begin + size + size % 2;
  }
  return {};
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace speech_mouth::training
