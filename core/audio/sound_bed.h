#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/problem.h"

namespace audio {

// A stretch of a sound file, laid on a timeline whose second 0 is the clip's first picture.
struct Sound {
  std::filesystem::path file;     // anything with sound in it, also a video
  bool fromPictureStart = false;  // time 0 of the file is its first picture, else its first sample
  double atSec = 0;               // where it begins on the timeline; may be negative
  double inSec = 0, outSec = 0;   // the part of the file that is heard, outSec > inSec
  double gainDb = 0;
  double fadeInSec = 0, fadeOutSec = 0;  // raised cosine
  double endSec() const { return atSec + (outSec - inSec); }
  friend bool operator==(const Sound&, const Sound&) = default;
};

// Sounds mixed at one rate, read from anywhere: what playback hears, and what a face is made to say. Sums are
// not limited. Opens files when they are first heard and keeps at most some of them open. Not thread-safe.
class SoundBed {
 public:
  // A mono file reaches all channels; others are down- or upmixed by libswresample.
  SoundBed(std::vector<Sound> sounds, int rate, int channels);
  ~SoundBed();
  SoundBed(SoundBed&&) noexcept;
  SoundBed& operator=(SoundBed&&) noexcept;
  int rate() const;
  int channels() const;
  // The end of the last sound.
  double seconds() const;
  // Sample frames first .. first+frames-1 of the timeline, interleaved, always frames * channels values;
  // silence where there is no sound. Reading on is cheap; reading elsewhere costs a seek. A file that cannot
  // be read is silent, and named by `failures`.
  std::vector<float> read(std::int64_t first, std::size_t frames);
  // One for each file that could not be read so far.
  const std::vector<base::Problem>& failures() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The bed from second 0 to `seconds` as a WAVE file of 32-bit float samples. False when stopped. Throws
// Error: diskFull (before anything is written, too), io, and for a sound that cannot be read.
bool writeWave(SoundBed bed, double seconds, const std::filesystem::path& path, std::stop_token stop);

}  // namespace audio
