#pragma once
#include <filesystem>

namespace models {

// Where the files of the built-in model lie: REDUB_RESOURCES, else the installed share/redub beside the
// program, else the source tree. Throws base::Error(notFound) naming what was looked for.
std::filesystem::path resource(const std::filesystem::path& relative);

}  // namespace models
