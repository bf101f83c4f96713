#pragma once
#include <optional>
#include <vector>

#include "core/audio/sound_bed.h"
#include "core/media/picture/frame.h"
#include "core/project/project.h"

namespace ui {

// What playback lets hear.
enum class Listen { dub, original };

// The sounds of playback: the clip's own, or the lines with as much of the original as the project's mix
// leaves. `hasOwnSound`: whether the video has any. Under lines the original of mix `duck` is 12 dB lower, as
// in exports.
std::vector<audio::Sound> playbackSounds(const dub::Project& project, Listen listen, bool hasOwnSound,
                                         double durationSec);

}  // namespace ui
