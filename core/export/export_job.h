#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/export/export_preset.h"
#include "core/project/project.h"
#include "core/render/render.h"

namespace dub {

// Checks what can be known at once. Throws Error(usage): no video, no line, output over a source, ...
void checkExport(const Project& project, const std::filesystem::path& output);

// Mixes each voice's lines into a wave file in `workFolder` and renders the project as a Job (audio only:
// writes the mix). nullopt when stopped: nothing is left under the output's name. Throws Error.
std::optional<Report> exportProject(const Project& project, const ExportPreset& preset,
                                    const std::filesystem::path& output,
                                    const std::filesystem::path& workFolder, const RenderOptions& options,
                                    const base::OnProgress& onProgress, std::stop_token stop);

}  // namespace dub
