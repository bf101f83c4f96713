#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace media {

// How voices and the original sound come together.
enum class Mix { replace, over, duck };

// The sound of the output. Time 0 of everything is the first output picture.
struct SoundPlan {
  struct Voice {
    std::filesystem::path file;  // the speech
    double atSec = 0;            // where it starts; may be negative
    double gainDb = 0;
  };
  std::vector<Voice> voices;  // several faces: several speeches
  std::optional<std::filesystem::path>
      original;  // the source video, for over and duck; nullopt or no sound = silence
  Mix mix = Mix::replace;
  double originalGainDb =
      0;  // over: gain of the original; duck: gain while there is speech is 12 dB lower still
  std::optional<double> loudnessLufs;  // EBU R128 target of the whole mix, e.g. -23; nullopt = untouched
  double durationSec = 0;              // length of the output
  std::optional<std::pair<double, double>> range;  // outside it the original sound alone is heard (mix any)
  std::string codec;  // aac opus flac pcm; empty = by container (mp4/mov aac, webm opus, mkv flac)
  int bitrate = 0;    // bit/s; 0 = the codec's default for rate and channels (aac 96 kbit/s a channel)
};

}  // namespace media
