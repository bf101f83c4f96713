#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/dataset/clip.h"

namespace dataset {

// Where a clip lies.
struct Place {
  std::int64_t shard = 0, offset = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

// What a prepared set holds.
struct SetIndex {
  std::int64_t edge = 0;
  std::vector<ClipInfo> clips;  // by name
  std::vector<Place> places;    // of clips
};

inline constexpr const char* kIndexFile = "set.json";
std::string shardFile(std::int64_t shard);  // "shard-0003.clips"

std::string writeIndex(const SetIndex& index);
// Throws Error: setForeign for what is no set of this version, setDamaged for one that contradicts itself.
SetIndex parseIndex(std::string_view json);

std::string_view name(Part part);  // "train"
// Whether a clip may have this name: a path of files below a folder, on every system.
bool isClipName(std::string_view name);

}  // namespace dataset
