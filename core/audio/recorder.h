#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/audio/device.h"
#include "core/audio/waveform_peaks.h"
#include "core/base/problem.h"

namespace audio {

// How loud the microphone is now.
struct Level {
  float peak = 0;           // highest magnitude of the last 100 ms, 1 = full scale
  float held = 0;           // highest of the last 2 s
  bool hasClipped = false;  // some sample reached full scale since the recording began (or resetClip)
};

// Writes a microphone to disk as the sound comes: after a crash the file holds everything but the last second
// and opens as it is (the header is renewed every second; readers bound the length by the file's size). Owns
// a thread. Its functions may be called from any thread.
class Recorder {
 public:
  // Listens at once (for the meter); writes from start() on: a WAVE file of 32-bit float mono samples.
  // `channel` of the input, 0-based; -1 = all, averaged.
  explicit Recorder(std::unique_ptr<Input> input, int channel = -1);
  ~Recorder();  // stops; what was written stays
  // Makes the file. Throws Error(exists, io, diskFull).
  void start(const std::filesystem::path& file);
  struct Take {
    std::filesystem::path file;
    int rate = 0;
    std::int64_t frames = 0, lost = 0;
    double seconds() const { return rate > 0 ? static_cast<double>(frames) / rate : 0; }
    std::optional<base::Problem>
        problem;  // why it ended early: the microphone was unplugged, the disk is full
  };
  // Ends the file, synced to disk. nullopt when not started.
  std::optional<Take> stop();

  bool isRecording() const;
  // Set when it ended by itself: the microphone went away or the disk is full. stop() then gives the take.
  std::optional<base::Problem> failure() const;
  Level level() const;
  void resetClip();
  double seconds() const;  // written so far
  // Outline of what was written so far, 100 peaks a second, from number `first` on.
  std::vector<WaveformPeaks::Peak> peaks(std::size_t first) const;
  // Seconds into the file at which the sound is that reached the microphone at `time`. nullopt while not
  // recording or before the first sound.
  std::optional<double> secondsAt(Clock::time_point time) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Repairs takes that a crash left behind in a folder: their headers are set to the length that is there.
// Returns those that hold sound.
std::vector<std::filesystem::path> recoverTakes(const std::filesystem::path& folder);

}  // namespace audio
