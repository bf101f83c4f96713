#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/media/info.h"

namespace media {

// How the picture is encoded. Codec names of Redub: h264 h265 vp9 av1 prores ffv1; or an FFmpeg encoder's own
// name.
struct EncodeSettings {
  std::string codec = "h264";
  std::optional<int> crf;  // nullopt = the codec's default (h264 16)
  std::string preset;      // empty = the codec's default (h264 medium)
  int threads = 0;         // 0 = as many as cores; fixed threads give identical files
  bool hardware = false;   // try nvenc, vaapi, qsv, videotoolbox first; software when none opens
  friend bool operator==(const EncodeSettings&, const EncodeSettings&) = default;
};

// An encoder that this FFmpeg build and this machine can really open.
struct EncoderChoice {
  std::string name;         // FFmpeg encoder, "libx264"
  std::string pixelFormat;  // what it will be fed; the source's own when the encoder takes it
  bool isHardware = false;
  std::string note;  // e.g. "h264_nvenc could not be opened: using libx264"
};

// Throws Error(unsupported) with the known names when `codec` is unknown or not in this build.
EncoderChoice chooseEncoder(const EncodeSettings& settings, const VideoInfo& source);
std::vector<std::string> codecNames();

}  // namespace media
