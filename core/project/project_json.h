#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "core/project/project.h"

namespace dub {

// Versioned JSON, "redub-project" 1; older versions are migrated by one small function a step. Paths of media
// in or below the project's folder are written relative to it (`folder` empty: all absolute).
std::string toJson(const Project& project, const std::filesystem::path& folder);
// Throws Error(unreadable) for what is no project or is damaged, Error(unsupported) for a newer version.
Project parseProject(std::string_view json, const std::filesystem::path& folder);

}  // namespace dub
