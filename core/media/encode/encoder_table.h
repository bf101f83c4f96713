#pragma once
// Private to core/media: which FFmpeg encoders serve a codec, and how each is asked for high quality.
#include <string>
#include <vector>

#include "core/media/av.h"
#include "core/media/encode/encode_settings.h"

namespace media {

// FFmpeg encoder names, best first; empty when `codec` is not one of Redub's names.
std::vector<std::string> softwareEncoders(const std::string& codec);
std::vector<std::string> hardwareEncoders(const std::string& codec);
bool isHardwareEncoder(const std::string& name);

// True for encoders whose pictures must consist of whole chroma samples.
bool needsWholeChroma(const std::string& name);
// True for encoders that keep any time base exactly; the others are fed picture numbers.
bool takesSourceTime(const std::string& name);

// Sets quality, speed and closed GOPs on an unopened context, the encoder's private options in `options`.
void tune(AVCodecContext& context, const EncodeSettings& settings, av::Options& options);

}  // namespace media
