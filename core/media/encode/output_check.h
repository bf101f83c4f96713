#pragma once
// Private to core/media: what a container can hold.
#include <filesystem>

#include "core/media/av.h"

namespace media {

// Throws Error(unsupported), naming the codecs that the container of `path` can hold.
void checkPictureCodec(const AVOutputFormat& container, AVCodecID codec, const std::filesystem::path& path);

}  // namespace media
