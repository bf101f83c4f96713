#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/project/project.h"

namespace dub {

// Versioned JSON, "redub-project" 1; older versions are migrated by one small function a step. Paths of media
// in or below the project's folder are written relative to it (`folder` empty: all absolute).
std::string toJson(const Project& project, const std::filesystem::path& folder);
// Throws Error(unreadable) for what is no project or is damaged, Error(unsupported) for a newer version.
Project parseProject(std::string_view json, const std::filesystem::path& folder);

void saveProject(const Project& project, const std::filesystem::path& file);  // whole or not at all
Project loadProject(const std::filesystem::path& file);

// Media files of the project that are not there (any more).
std::vector<std::filesystem::path> missingMedia(const Project& project);
// Replaces a file by another wherever the project uses it. When other missing files lie in the same place
// beside the new one, they are found as well. Returns how many files were found.
int relink(Project& project, const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace dub
