#pragma once
#include <QString>
#include <cstdint>
#include <filesystem>

#include "core/project/project.h"

namespace ui {

// Why this export cannot begin, in words; empty = it can. `neededBytes` is what the work takes on the drive,
// `freeBytes` what is there.
QString exportProblem(const dub::Project& project, const std::filesystem::path& output,
                      std::uint64_t neededBytes, std::uint64_t freeBytes);

}  // namespace ui
