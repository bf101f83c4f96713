#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace media {

struct WaveFormat {
  int rate = 0;  // Hz
  int channels = 1;
  bool isFloat = false;  // 32 bits of -1..1; else integers of 16 bits
  bool isRf64 = false;   // also where it is short
};

// A WAVE file that is written in pieces. RIFF counts to 4 GB; a longer one becomes RF64 (EBU Tech 3306), for
// which room is left in every header. Without finish() nothing is left behind.
class WaveWriter {
 public:
  // Throws Error: diskFull, io.
  WaveWriter(const std::filesystem::path& path, const WaveFormat& format);
  ~WaveWriter();
  // Whole sample frames, channels interleaved. Throws Error: diskFull, io.
  void write(std::span<const std::byte> samples);
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// All at once, mono.
void writeWave(const std::filesystem::path& path, std::span<const std::int16_t> samples, int rate);

}  // namespace media
