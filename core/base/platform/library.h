#pragma once
#include <filesystem>
#include <string>

namespace platform {

// What a library that programs load is called here: "networks" -> "libnetworks.so".
std::string libraryFile(const std::string& name);
// Loads it for as long as the process runs. nullptr and the system's words in `reason` where it cannot be.
void* openLibrary(const std::filesystem::path& file, std::string& reason);
// nullptr where the library has no such name.
void* symbolOf(void* library, const char* name);

}  // namespace platform
