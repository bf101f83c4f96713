#pragma once
// Private to core/media: the picture track of a file, ready to be read.
#include <string>
#include <vector>

#include "core/media/decode/frame_map.h"
#include "core/media/decode/picture_decoder.h"
#include "core/media/info.h"
#include "core/media/picture/upright.h"

namespace media {

struct PictureTrack {
  PictureDecoder decoder;  // at the first picture
  Upright upright;
  Frame first;  // the first picture that can be decoded
  Rational sampleAspect;
  bool isInterlaced = false;
};

// `decoder` must be at the start of the file. Throws Error: unreadable, unsupported.
PictureTrack openTrack(PictureDecoder decoder);

VideoInfo describePictures(const PictureTrack& track, const FrameMap& map);
// One line each on what is unusual.
std::vector<std::string> notesOn(const PictureTrack& track, const FrameMap& map, const VideoInfo& info);

}  // namespace media
