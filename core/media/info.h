#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/media/picture/frame.h"

namespace media {

// What a file holds, as its ClipIndex tells it.
struct VideoInfo {
  int width = 0, height = 0;    // upright, after rotation metadata
  int pixelFormat = -1;         // AVPixelFormat of the frames that the reader gives
  std::string pixelFormatName;  // "yuv420p"
  int bitDepth = 8;
  std::string codec;            // "h264"
  Rational timeBase;            // of pts, seconds per tick
  Rational frameRate;           // average; exact for constant rate
  Rational sampleAspect{1, 1};  // upright
  ColorTags color;
  int rotation = 0;  // degrees clockwise that the reader applied: 0, 90, 180, 270 (or flips, reported as 0)
  bool isVariableRate = false;
  bool isInterlaced = false;
  bool isStill = false;  // a picture file: one frame, endless
  FrameNo frames = 0;    // pictures that will be shown (edit lists applied); still: 1
  double startSec = 0, durationSec = 0;
};

struct AudioInfo {
  int stream = -1;
  std::string codec;
  int rate = 0, channels = 0;
  std::string layout;  // "stereo", "5.1"
  double startSec = 0, durationSec = 0;
};

struct Probe {
  std::filesystem::path path;
  std::string container;                  // "mov,mp4,m4a,3gp,3g2,mj2"
  std::optional<VideoInfo> video;         // the best video stream; cover art is not one
  std::vector<AudioInfo> audio;           // best first
  std::vector<std::string> otherStreams;  // what else is inside, e.g. "subtitle subrip", "attached picture"
  std::vector<std::string> notes;         // one line each, e.g. "interlaced: read as is"
  double durationSec = 0;
};

}  // namespace media
