#include "core/sample/wave_file.h"

#include <string>

#include "core/base/file.h"

namespace sample {
namespace {

void append(std::string& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>((value >> (8 * i)) & 255u));
}

}  // namespace

void writeWave(const std::filesystem::path& path, std::span<const std::int16_t> samples, int rate) {
  const auto size = static_cast<std::uint32_t>(samples.size() * 2), hertz = static_cast<std::uint32_t>(rate);
  std::string bytes = "RIFF";
  append(bytes, 36 + size, 4);
  bytes += "WAVEfmt ";
  append(bytes, 16, 4);
  append(bytes, 1, 2);  // PCM
  append(bytes, 1, 2);  // mono
  append(bytes, hertz, 4);
  append(bytes, hertz * 2, 4);
  append(bytes, 2, 2);
  append(bytes, 16, 2);
  bytes += "data";
  append(bytes, size, 4);
  for (const std::int16_t s : samples) append(bytes, static_cast<std::uint16_t>(s), 2);
  base::writeFile(path, bytes);
}

}  // namespace sample
