#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "models/dataset/clip.h"

namespace teaching {

// A drawn face whose mouth says words: each word has a shape of its own (open, wide, round) and a tone of its
// own, 8 pictures long. Words are numbers 0..7 of kWords. `shade` tells people apart.
inline const std::vector<std::string> kWords{"ba", "bo", "da", "fo", "la", "mu", "ri", "su"};
dataset::Clip madeClip(const std::string& name, const std::vector<int>& words, dataset::Part part,
                       int shade = 0, std::int64_t edge = 96);

// Clips written as a prepared set.
void writeSet(const std::filesystem::path& folder, const std::vector<dataset::Clip>& clips);

}  // namespace teaching
