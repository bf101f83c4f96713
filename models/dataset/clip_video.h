#pragma once
#include <filesystem>

#include "core/base/image.h"
#include "core/media/encode/encode_settings.h"
#include "models/dataset/clip.h"

namespace dataset {

base::Image pictureOf(const ClipView& clip, std::int64_t number);  // BGR

struct VideoForm {
  media::EncodeSettings encode;
  const char* pixels;  // as FFmpeg names them
};
// What any program can read, with next to no loss; and what loses nothing.
VideoForm commonVideo();
VideoForm losslessVideo();

// A clip's pictures with a sound, 25 a second; the container by the ending. Throws Error: diskFull, io.
void writeVideo(const ClipView& clip, const std::filesystem::path& sound, const VideoForm& form,
                const std::filesystem::path& video);

}  // namespace dataset
