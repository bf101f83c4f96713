#include "tests/golden/scalars.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/golden/golden.h"

namespace golden {

static nlohmann::json at(const std::string& pointer) {
  std::ifstream in(file("scalars.json"));
  return nlohmann::json::parse(in).at(nlohmann::json::json_pointer(pointer));
}

double scalar(const std::string& pointer) { return at(pointer).get<double>(); }

std::vector<long> scalarList(const std::string& pointer) { return at(pointer).get<std::vector<long>>(); }

}  // namespace golden
