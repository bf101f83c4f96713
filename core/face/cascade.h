#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/base/geometry.h"
#include "core/face/face.h"

namespace face {

constexpr std::size_t kShapeValues = 136;  // x and y of 68 points

// The cascade of regression trees that dlib calls shape_predictor (Kazemi and Sullivan, CVPR 2014), read from
// its file and run by code of our own: landmarks finer than a pixel, several starts at once, rotated boxes.
// Immutable once read.
struct Cascade {
  struct Split {
    std::uint16_t first, second;  // features whose difference is compared
    float threshold;              // larger: left child
  };
  struct Stage {
    std::vector<std::uint8_t> anchors;  // landmark that feature f belongs to
    std::vector<base::Point> offsets;   // of feature f from it, in the unit square of the mean shape
    std::vector<Split> splits;          // [trees, splitsPerTree]
    std::vector<std::int16_t> leaves;   // [trees, splitsPerTree + 1, 136] steps for the shape
    float step = 0;                     // in unit squares; 16 bits halve the memory that every run reads
  };

  Landmarks mean{};  // in the unit square of the detector's box
  std::size_t splitsPerTree = 0;
  std::vector<Stage> stages;
};

// Read once in a process, while the file stays as it is, and shared by all threads. Throws Error(notFound)
// naming the package that brings the file, Error(unreadable) when it is damaged.
std::shared_ptr<const Cascade> loadCascade(const std::filesystem::path& path);

}  // namespace face
