#pragma once
#include <optional>
#include <vector>

#include "core/audio/sound_bed.h"
#include "core/dub/project.h"
#include "core/media/reader.h"

namespace ui {

// What playback lets hear.
enum class Listen { dub, original };

// The sounds of playback: the clip's own, or the lines with as much of the original as the project's mix
// leaves. `hasOwnSound`: whether the video has any. Under lines the original of mix `duck` is 12 dB lower, as
// in exports.
std::vector<audio::Sound> playbackSounds(const dub::Project& project, Listen listen, bool hasOwnSound,
                                         double durationSec);

// The face that a voice moves; 0 where there is none. `index`, `info`: of the clip, for faces chosen by
// place.
int trackOf(const dub::Voice& voice, const face::Analysis& analysis, const media::VideoInfo& info,
            const media::FrameIndex& index);

}  // namespace ui
