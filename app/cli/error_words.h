#pragma once
#include <string>

#include "core/base/problem.h"

namespace cli {

// What happened and what to do next, in a line for those who use the command line.
std::string words(const base::Problem& problem);

}  // namespace cli
