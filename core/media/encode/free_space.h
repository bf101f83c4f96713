#pragma once
#include <cstdint>
#include <filesystem>

namespace media {

// Bytes free for an ordinary user on the file system of `path` (or of its nearest existing parent).
std::uint64_t freeBytes(const std::filesystem::path& path);

}  // namespace media
