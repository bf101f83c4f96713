#pragma once
#include <filesystem>
#include <string>

namespace base {

// The log of this process. Nothing is logged until logTo() names a file; messages of libraries end here, too.
// Throws Error(io) when the file cannot be written. Any thread may log.
void logTo(const std::filesystem::path& file);
void logInfo(const std::string& message);
void logWarning(const std::string& message);

}  // namespace base
