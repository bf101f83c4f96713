#pragma once
#include <filesystem>

#include "core/media/info.h"

namespace media {

// Looks at a file. Throws Error: notFound, unreadable (directory, empty, truncated), notMedia.
Probe probe(const std::filesystem::path& path);

}  // namespace media
