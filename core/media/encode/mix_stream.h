#pragma once
// Private to core/media: one pass over the voices and the original sound, mixed and not yet limited.
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "core/media/decode/audio_reader.h"
#include "core/media/encode/sound_plan.h"

namespace media {

// One sound file on the output's time line, with silence before and after it.
class MixTrack {
 public:
  struct Place {
    double atSec = 0, gainDb = 0;
    bool fromPictureStart = false;
  };
  MixTrack(const std::filesystem::path& file, int rate, int channels, Place place);
  // Adds to `out` (interleaved) and gives back the track's root mean square before its gain.
  double addTo(std::vector<float>& out);

 private:
  void skip(std::int64_t frames);

  AudioReader reader_;
  int channels_ = 0;
  bool isDoubled_ = false;  // mono to both sides at full level; libswresample would take 3 dB off
  float gain_ = 1;
  std::int64_t silence_ = 0;  // frames still to wait
  bool isDone_ = false;
};

// Lowers the original under speech: 12 dB, down within 50 ms and up again within 300 ms, in steps of one
// block.
class Ducker {
 public:
  // Gain for a block, given whether there is speech in it or within the attack time after it.
  float next(bool isSpeaking);

 private:
  double levelDb_ = 0;
};

class MixStream {
 public:
  explicit MixStream(const SoundPlan& plan);
  int rate() const { return rate_; }
  int channels() const { return channels_; }
  std::int64_t frames() const { return frames_; }
  // The next 10 ms of interleaved samples, fewer at the end; empty after it.
  std::vector<float> nextBlock();

 private:
  struct Block {
    std::vector<float> samples;  // of all voices
    bool isSpeaking = false;
  };
  void chooseForm();
  void openTracks();
  Block readVoices();
  // 1 inside the plan's range, 0 outside, a short ramp between.
  float insideAt(std::int64_t frame) const;

  SoundPlan plan_;
  bool usesOriginal_ = false;
  int rate_ = 0, channels_ = 0;
  std::int64_t frames_ = 0, position_ = 0, voicesRead_ = 0;
  std::vector<MixTrack> voices_;
  std::optional<MixTrack> original_;
  std::deque<Block> ahead_;
  Ducker ducker_;
  float duckGain_ = 1;
};

}  // namespace media
