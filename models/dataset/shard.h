#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "models/dataset/clip.h"

namespace dataset {

// A shard is a file of raw clips in this machine's byte order: a header, then clip after clip, everything at
// multiples of kAlign bytes. A clip: a header, pictures, boxes, landmarks, sound.
inline constexpr std::size_t kAlign = 64;
inline constexpr std::size_t kShardHeader = kAlign;
inline constexpr std::int64_t kMostFrames = 1 << 20, kLeastEdge = 32, kMostEdge = 1024;

// Where the parts of a clip lie, counted from its header. frames and edge must be within the limits.
struct Parts {
  std::size_t pictures, boxes, landmarks, sound, end;
};
Parts partsOf(std::int64_t frames, std::int64_t edge);

std::string shardHeader(std::int64_t edge);    // kShardHeader bytes
std::string clipHeader(const ClipView& clip);  // kAlign bytes

// Throws Error(setDamaged) unless these are the bytes of a shard for pictures of this edge.
void checkShard(std::span<const std::byte> shard, std::int64_t edge);
// Throws Error(setDamaged) unless a clip of so many pictures lies inside the shard there.
void checkPlace(std::span<const std::byte> shard, std::int64_t offset, std::int64_t frames,
                std::int64_t edge);
// The clip at a place that was checked. Throws Error(setDamaged) where another clip lies, or boxes and points
// are none. `shard` begins at a multiple of kAlign in memory.
ClipView clipAt(std::span<const std::byte> shard, std::int64_t offset, const ClipInfo& info,
                std::int64_t edge);

}  // namespace dataset
