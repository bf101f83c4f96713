#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "core/audio/device.h"
#include "core/audio/sound_bed.h"

// The three beeps before a take: the voice comes where the fourth would be.
namespace ui {

inline constexpr int kBeats = 3;
inline constexpr double kBeatSec = 0.6;
inline constexpr double kCountInSec = kBeats * kBeatSec;

// The beat that is counted now: 3, 2, 1; 0 from the punch-in on.
int beatAt(double secondsToPunchIn);

// All beeps, mono, -1..1, `kCountInSec` long.
std::vector<float> beeps(int rate);

// The beeps as a sound that ends at the punch-in; its file is made in `cache` when it is not there. Throws
// base::Error.
audio::Sound countIn(double punchInSec, const std::filesystem::path& cache);

// Counts where there is no film before the punch-in to play the beeps over: by the clock.
class FilmlessCount {
 public:
  FilmlessCount(audio::Clock::time_point now,
                std::shared_ptr<audio::Output> output);  // null: nothing is heard
  // Now and then: writes what the output has room for. Returns the seconds that are left.
  double advance(audio::Clock::time_point now);
  double left(audio::Clock::time_point now) const;

 private:
  audio::Clock::time_point began_;
  std::shared_ptr<audio::Output> output_;
  std::vector<float> unheard_;  // interleaved
};

}  // namespace ui
