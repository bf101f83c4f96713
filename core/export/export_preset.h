#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/media/encode/encode_settings.h"
#include "core/project/project.h"

namespace dub {

// A ready-made way to write the finished file.
struct ExportPreset {
  std::string id;      // "source", "h264-high", "h264-small", "prores", "ffv1", "audio"
  std::string ending;  // ".mp4"; "source": empty = the video's own where it can be written, else .mp4
  bool isAudioOnly = false;
};
const std::vector<ExportPreset>& exportPresets();
const ExportPreset& exportPreset(const std::string& id);  // unknown: "source"
// What the encoder is asked for; "source" takes the source's codec where it can be encoded, else h264.
media::EncodeSettings encodeSettings(const ExportPreset& preset, const media::VideoInfo& source);
// "talk-dubbed.mp4" beside the video, with a number where it is taken.
std::filesystem::path suggestedOutput(const Project& project, const ExportPreset& preset);

// Rough, for the dialog.
struct Expected {
  std::uint64_t bytes = 0;
  double seconds = 0;  // of work on this machine; 0 = not known (sound alone: a moment)
};
Expected expect(const Project& project, const ExportPreset& preset, const media::Probe& probe);

}  // namespace dub
