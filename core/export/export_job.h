#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/project/project.h"
#include "core/render/render.h"

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

// Checks what can be known at once. Throws Error(usage): no video, no line, output over a source, ...
void checkExport(const Project& project, const std::filesystem::path& output);

// Mixes each voice's lines into a wave file in `workFolder` and renders the project as a Job (audio only:
// writes the mix). nullopt when stopped: nothing is left under the output's name. Throws Error.
std::optional<Report> exportProject(const Project& project, const ExportPreset& preset,
                                    const std::filesystem::path& output,
                                    const std::filesystem::path& workFolder, const RenderOptions& options,
                                    const base::OnProgress& onProgress, std::stop_token stop);

}  // namespace dub
