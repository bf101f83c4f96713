#pragma once
#include <string>
#include <vector>

#include "models/judging/table.h"

namespace judging {

// Whether a model that was taught on is better than before, on pictures that its teaching has not seen: SSIM
// and PSNR are higher, the sharpness is not lower by more than 5 %, and no reader reads less (words of known
// times that are right; where there are none, errors of free reading). -> What speaks against it; empty: it
// is better. A measure that is missing does not, but for SSIM and PSNR. `before` and `after` are systems of
// the table.
std::vector<Measure> worseAfter(const Table& table, const std::string& before, const std::string& after);

}  // namespace judging
