#pragma once
#include <string>
#include <vector>

namespace golden {

// A number of the folder's scalars.json by its JSON pointer, e.g. "/disc_block_stats_gt/0/mean".
double scalar(const std::string& pointer);
// A list of whole numbers there, e.g. "/target_tokens".
std::vector<long> scalarList(const std::string& pointer);

}  // namespace golden
