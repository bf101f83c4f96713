#include "models/network_library.h"

#include <cstring>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/platform/folders.h"
#include "core/base/platform/library.h"
#include "models/plugin/network_api.h"

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
  throw base::Error(base::Fault::partMissing, {{"part", kLibrary}}, program, reason);
}

const NetworkApi& checked(const NetworkApi* api, const std::string& library) {
  const auto differs = [&](const std::string& detail) {
    return base::Error(base::Fault::partOfAnotherVersion, {{"part", library}}, library, detail);
  };
  if (api == nullptr) throw differs("no table");
  if (api->version != kNetworkApiVersion)
    throw differs("table " + std::to_string(api->version) + ", not " + std::to_string(kNetworkApiVersion));
  if (std::strcmp(api->build, kNetworkApiBuild) != 0)
    throw differs(std::string(api->build) + ", not " + kNetworkApiBuild);
  return *api;
}

static const NetworkApi* load() {
  void* symbol = platform::symbolOf(open(), kNetworkEntry);
  return symbol == nullptr ? nullptr : reinterpret_cast<NetworkEntry>(symbol)();
}

const NetworkApi& networks() {
  static const NetworkApi& api = checked(load(), kLibrary);  // stays loaded until the program ends
  return api;
}

}  // namespace models
