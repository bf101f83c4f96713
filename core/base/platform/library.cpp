#include "core/base/platform/library.h"

#include <dlfcn.h>

namespace platform {

std::string libraryFile(const std::string& name) { return "lib" + name + ".so"; }

void* openLibrary(const std::filesystem::path& file, std::string& reason) {
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) reason = dlerror();
  return library;
}

void* symbolOf(void* library, const char* name) { return dlsym(library, name); }

}  // namespace platform
