#include "tests/golden/golden.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace golden {

namespace fs = std::filesystem;

static const fs::path kDefault = fs::path(REDUB_SOURCE_DIR) / "tests/golden/data";

fs::path folder() {
  const char* chosen = std::getenv("REDUB_GOLDEN_DIR");
  return chosen != nullptr && *chosen != '\0' ? fs::path(chosen) : kDefault;
}

fs::path file(const std::string& name) {
  const fs::path chosen = folder() / name;
  return fs::exists(chosen) ? chosen : kDefault / name;
}

std::uint32_t xorConstant() {
  std::ifstream in(folder() / "seed_xor.txt");
  std::uint32_t value = 0;
  if (!(in >> std::hex >> value)) throw std::runtime_error("no seed_xor.txt in " + folder().string());
  return value;
}

}  // namespace golden
