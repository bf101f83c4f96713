#pragma once
#include <filesystem>
#include <span>
#include <vector>

#include "core/media/picture/frame.h"
#include "core/sample/sample.h"

namespace sample {

// Everything that is known of the sample, as JSON: {"version": 1, "width", "height", "fps": "25/1", "seed",
// "voice", "text", "phones": [[startSec, endSec, "phone"], ...], "frames": [{"face": [x, y, width, height],
// "phone", "opening", "width", "closure", "labiodental", "rounding", "points": [[x, y] * 68]}, ...]}.
void writeTruth(const std::filesystem::path& path, const SampleSettings& settings, const media::Rational& fps,
                const std::vector<speech::Phone>& phones, std::span<const Truth> frames);

}  // namespace sample
