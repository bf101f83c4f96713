#pragma once
#include <filesystem>
#include <string>

namespace platform {

// Empty where it is not set.
std::string environment(const char* name);
// For this process and those that it starts; nullptr: not set. Only while there is one thread.
bool setEnvironment(const char* name, const char* value);

// The file that this process was started from; empty where the system does not tell.
std::filesystem::path programFile();

// Where this user's programs keep what can be made again, and what cannot: XDG_CACHE_HOME or ~/.cache,
// XDG_DATA_HOME or ~/.local/share. Absolute; empty for a user without a home.
std::filesystem::path cacheFolder();
std::filesystem::path dataFolder();

}  // namespace platform
