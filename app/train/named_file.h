#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace train {

// "NAME=WHAT", or WHAT alone, whose name is that of the file without its ending.
struct Named {
  std::string name, what;
};
// Throws CLI::ValidationError where two have one name.
std::vector<Named> parseNamed(const std::vector<std::string>& texts);

// The file of a model that is named by itself or, as an imported one, by its name. Throws Error as
// store::find does.
std::filesystem::path modelFile(const std::string& from);

}  // namespace train
