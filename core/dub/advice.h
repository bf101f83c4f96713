#pragma once
#include <string>

namespace dub {

// A message of the engine without the part that names options of the command line: for those who use none.
std::string withoutOptions(const std::string& message);

}  // namespace dub
