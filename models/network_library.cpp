#include "models/network_library.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/base/platform/folders.h"
#include "core/base/platform/library.h"

namespace models {

namespace fs = std::filesystem;

static const std::string kLibrary = platform::libraryFile("redub_networks");

static void* open() {
  const fs::path program = platform::programFile().parent_path();
  std::error_code ignored;
  std::string reason = "not found";
  for (const char* folder : {"../lib/redub", "../models"}) {  // installed; in the build tree
    const fs::path file = program / folder / kLibrary;
    if (!fs::exists(file, ignored)) continue;
    if (void* library = platform::openLibrary(file, reason)) return library;
  }
  throw base::Error(base::Code::notFound, "a part of Redub is missing: " + kLibrary + " (reinstall Redub)",
                    program, reason);
}

void* networkSymbol(const char* name) {
  static void* const library = open();  // stays loaded until the program ends
  if (void* symbol = platform::symbolOf(library, name)) return symbol;
  throw base::Error(base::Code::internal, kLibrary + " is of another version (reinstall Redub)", {}, name);
}

}  // namespace models
