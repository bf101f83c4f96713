#pragma once
#include <filesystem>
#include <string>

#include "core/sample/sample.h"
#include "models/dataset/clip.h"
#include "tests/support/temp_folder.h"

namespace dataset_tests {

// Talkers of two seconds, 320x240 at 25 pictures a second, made once: two people who say two sentences.
const sample::SampleFiles& talker(unsigned number);  // 0 or 1

// A clip of plain noise, for whatever does not look at it.
dataset::Clip noise(const std::string& name, std::int64_t frames, std::int64_t edge, unsigned seed);

bool isSame(const dataset::ClipView& a, const dataset::ClipView& b);

}  // namespace dataset_tests
