#pragma once
#include <filesystem>
#include <stop_token>

#include "core/media/encode/sound_plan.h"

namespace dub {

struct SoundMatch {
  double offsetMs = 0;  // of the file's sound against the mix; late = positive; the largest of all passages
  double correlation = 0;  // normalised, at that offset; the least of all passages. 1 when both are silent.
};

// Compares a file's sound with the mix that it should hold, by cross-correlation within +-250 ms in passages
// of 10 s spread over the whole length. Bounded memory.
SoundMatch matchSound(const std::filesystem::path& file, const media::SoundPlan& plan,
                      const std::stop_token& stop);

}  // namespace dub
