#pragma once
#include <filesystem>
#include <vector>

#include "core/project/project.h"

namespace dub {

void saveProject(const Project& project, const std::filesystem::path& file);  // whole or not at all
Project loadProject(const std::filesystem::path& file);

// Media files of the project that are not there (any more).
std::vector<std::filesystem::path> missingMedia(const Project& project);
// Replaces a file by another wherever the project uses it. When other missing files lie in the same place
// beside the new one, they are found as well. Returns how many files were found.
int relink(Project& project, const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace dub
