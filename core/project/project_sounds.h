#pragma once
#include <vector>

#include "core/audio/sound_bed.h"
#include "core/project/project.h"

namespace dub {

// The sounds of a voice's clips (muted: none); of all voices.
std::vector<audio::Sound> soundsOf(const Project& project, int voice);
std::vector<audio::Sound> soundsOf(const Project& project);

}  // namespace dub
