#pragma once
#include <filesystem>
#include <span>
#include <string>

#include "models/face_mesh/graph.h"

namespace face_mesh {

inline constexpr const char* kAssetsSha256 =
    "dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99";

// A member of the package's asset file.
struct Member {
  const char* name;
  std::size_t begin, end;  // bytes
};
inline constexpr Member kAttention{"face_landmark_with_attention.tflite", 0, 2495952};
inline constexpr Member kMesh{"face_landmark.tflite", 2495952, 3737848};
inline constexpr Member kDetector{"face_detection_short_range.tflite", 3757224, 3986256};

// The whole file. Throws Error: notFound, unreadable, modelForeign where its sum is another.
std::string readAssets(const std::filesystem::path& file);
Graph graphOf(const std::string& assets, const Member& member);

}  // namespace face_mesh
