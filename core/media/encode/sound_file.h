#pragma once
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/media/encode/sound_plan.h"

namespace media {

// Endings of sound files that writeSound() can write with this FFmpeg: ".wav", ".flac", ...
std::vector<std::string> soundEndings();
// The mix alone as a sound file, by ending; which appears when it is whole. plan.codec is not asked for.
// Throws Error: unsupported (another ending), diskFull, io. Returns false when stopped.
bool writeSound(const SoundPlan& plan, const std::filesystem::path& output,
                const std::function<void(double)>& progress, std::stop_token stop);

}  // namespace media
