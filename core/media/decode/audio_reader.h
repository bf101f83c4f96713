#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "core/media/info.h"

namespace media {

// Reads sound as interleaved float samples (-1..1), resampled by libswresample. Not thread-safe.
class AudioReader {
 public:
  struct Options {
    int rate = 0;      // Hz; 0 = the stream's own
    int channels = 0;  // 0 = the stream's own; 1 = mono downmix
    bool fromPictureStart =
        false;  // time 0 is the video's first picture (padding or cutting), else the first sample
  };
  // Throws as indexClip does, and noAudio. Sound of any file, also of a video.
  explicit AudioReader(const std::filesystem::path& path);
  AudioReader(const std::filesystem::path& path, Options options);
  ~AudioReader();
  AudioReader(AudioReader&&) noexcept;
  AudioReader& operator=(AudioReader&&) noexcept;

  int rate() const;
  int channels() const;
  const AudioInfo& info() const;
  // Up to `frames` sample frames; fewer only at the end; empty after it.
  std::vector<float> read(std::size_t frames);
  // Moves so that read() gives the sound from `seconds` on, counted as without seeking; before 0 means 0. The
  // sound equals the one that reading through would give to the rounding of the file's clock (exact in WAVE
  // at its own rate, 0.5 ms in Matroska). Where a file cannot be positioned it is read from its start.
  void seek(double seconds);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace media
