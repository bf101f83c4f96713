#pragma once
// Private to core/media: the picture track of a file, looked at from end to end and ready to be read.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/media/decode/frame_map.h"
#include "core/media/info.h"
#include "core/media/picture/upright.h"

namespace media {

struct Clip {
  PictureDecoder decoder;  // at the first picture
  FrameMap map;
  Upright upright;
  Frame first;  // the first picture that can be decoded
  VideoInfo info;
  std::vector<std::string> notes;
};

// `scan` is of the same file. Throws Error: noVideo, unreadable, unsupported.
Clip openClip(const std::filesystem::path& path, const PacketScan& scan, int threads);

}  // namespace media
