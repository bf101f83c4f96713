#pragma once
#include <memory>
#include <stop_token>
#include <vector>

#include "core/media/encode/sound_plan.h"

namespace media {

// The mix as a stream of interleaved float samples at the first voice's rate and layout (mono, 22.05 kHz
// stays so where the codec can). Bounded memory. With loudnessLufs the sound is read twice.
class SoundMix {
 public:
  explicit SoundMix(SoundPlan plan, std::stop_token stop = {});
  ~SoundMix();
  int rate() const;
  int channels() const;
  std::vector<float> read(std::size_t frames);  // fewer only at the end

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace media
