// libFuzzer target: any text is either a project or one clear Error, and a project survives being written and
// read.
#include <cstdint>
#include <cstdlib>

#include "core/base/error.h"
#include "core/project/project_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const dub::Project project = dub::parseProject({reinterpret_cast<const char*>(data), size}, "/film");
    if (dub::parseProject(dub::toJson(project, "/film"), "/film") != project) std::abort();
  } catch (const base::Error&) {
  }
  return 0;
}
