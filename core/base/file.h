#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace base {

// The whole file. Throws Error(notFound, unreadable).
std::string readFile(const std::filesystem::path& path);

// Writes beside `path`, syncs, and renames: the file is either the old one or the whole new one, also after a
// crash. Throws Error(diskFull, io); nothing is left behind then.
void writeFile(const std::filesystem::path& path, std::string_view bytes);

// SHA-256 as 64 hexadecimal digits.
std::string sha256(std::string_view bytes);
std::string sha256OfFile(const std::filesystem::path& path);

}  // namespace base
