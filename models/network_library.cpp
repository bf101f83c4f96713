#include "models/network_library.h"

#include <dlfcn.h>

#include <filesystem>

#include "core/base/error.h"

namespace models {

namespace fs = std::filesystem;

static constexpr const char* kLibrary = "libredub_networks.so";

static void* open() {
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path();
  std::string reason = "not found";
  for (const char* folder : {"../lib/redub", "../models"}) {  // installed; in the build tree
    const fs::path file = program / folder / kLibrary;
    if (!fs::exists(file)) continue;
    if (void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) return library;
    reason = dlerror();
  }
  throw base::Error(base::Code::notFound,
                    std::string("a part of Redub is missing: ") + kLibrary + " (reinstall Redub)", program,
                    reason);
}

void* networkSymbol(const char* name) {
  static void* const library = open();  // stays loaded until the program ends
  if (void* symbol = dlsym(library, name)) return symbol;
  throw base::Error(base::Code::internal, std::string(kLibrary) + " is of another version (reinstall Redub)",
                    {}, name);
}

}  // namespace models
