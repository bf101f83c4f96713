#pragma once
#include <filesystem>
#include <string>

#include "tests/support/temp_folder.h"

namespace test_support {

// Runs `ffmpeg ARGUMENTS FILE` (quietly, overwriting); false when this FFmpeg cannot make it. `{in}` in the
// arguments stands for an earlier file, quoted.
bool makeMedia(const std::filesystem::path& file, const std::string& arguments,
               const std::filesystem::path& in = {});

// Arguments for a moving picture in which no two frames are alike.
std::string movingPicture(const std::string& size = "96x64", const std::string& rate = "25", int frames = 40);

// What ffprobe prints for the file with these arguments, without the line's end.
std::string ffprobe(const std::filesystem::path& file, const std::string& arguments);

}  // namespace test_support
