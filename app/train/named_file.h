#pragma once
#include <string>
#include <vector>

namespace train {

// "NAME=WHAT", or WHAT alone, whose name is that of the file without its ending.
struct Named {
  std::string name, what;
};
// Throws CLI::ValidationError where two have one name.
std::vector<Named> parseNamed(const std::vector<std::string>& texts);

}  // namespace train
