#pragma once
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "models/judging/judge.h"

namespace judging {

// Crops of a clip over its length side by side, made above recorded, which has as many pictures; with a line
// of text above.
base::Image strip(const dataset::ClipView& made, const dataset::ClipView& recorded, const std::string& text);

// FOLDER/SYSTEM.png: strips of the `each` worst, middle and best clips of every system but the recorded one,
// by the order of `worstFirst`; what is on it is told in SYSTEM.txt. Made anew only where that has changed.
// False when stopped. Throws Error as the systems do; diskFull, io.
bool writeSheets(const dataset::Set& set, const Plan& plan, const std::vector<Result>& worstFirst,
                 const std::vector<Measure>& shown, std::size_t each, const std::filesystem::path& folder,
                 const std::stop_token& stop);

}  // namespace judging
