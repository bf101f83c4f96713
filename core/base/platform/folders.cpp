#include "core/base/platform/folders.h"

#include <cstdlib>

namespace platform {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

bool setEnvironment(const char* name, const char* value) {
  return (value != nullptr ? setenv(name, value, 1) : unsetenv(name)) == 0;
}

fs::path programFile() {
  std::error_code ignored;
  return fs::read_symlink("/proc/self/exe", ignored);
}

// XDG Base Directory Specification: a relative path is as good as none.
static fs::path folderOf(const char* name, const char* belowHome) {
  if (const fs::path named = environment(name); named.is_absolute()) return named;
  const fs::path home = environment("HOME");
  return home.is_absolute() ? home / belowHome : fs::path();
}

fs::path cacheFolder() { return folderOf("XDG_CACHE_HOME", ".cache"); }

fs::path dataFolder() { return folderOf("XDG_DATA_HOME", ".local/share"); }

}  // namespace platform
