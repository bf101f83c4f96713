// libFuzzer target: any bytes behind the right head and sum are either an analysis or none.
#include <unistd.h>

#include <cstdint>
#include <fstream>

#include "core/base/file.h"
#include "core/face/analyser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("redub_fuzz_" + std::to_string(getpid()) + ".faces");
  static const std::string head = [] {  // magic, version, size of a face
    face::writeAnalysis({}, file);
    return base::readFile(file).substr(0, 12);
  }();
  const std::string body = head + std::string(reinterpret_cast<const char*>(data), size);
  std::ofstream(file, std::ios::binary) << body << base::sha256(body);
  face::readAnalysis(file);
  return 0;
}
