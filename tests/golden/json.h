#pragma once
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/golden/golden.h"

namespace golden {

// A JSON file of the folder.
inline nlohmann::json json(const std::string& name) {
  std::ifstream in(file(name));
  return nlohmann::json::parse(in);
}

}  // namespace golden
