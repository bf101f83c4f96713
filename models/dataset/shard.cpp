#include "models/dataset/shard.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/error.h"

namespace dataset {

static constexpr std::int64_t kPictureSamples = 640, kPointValues = 2 * 68;
static constexpr std::uint64_t kShardMagic = 0x3144524853424452, kClipMagic = 0x3150494C43424452;  // RDBSHRD1
static constexpr std::int64_t kFarthestPoint = 4;  // edges from the picture

struct ShardHeader {
  std::uint64_t magic;
  std::int64_t edge;
};
struct ClipHeader {
  std::uint64_t magic, nameHash;
  std::int64_t frames, edge;
};

[[noreturn]] static void refuse(const char* detail) {
  throw base::Error(base::Fault::setDamaged, {}, {}, detail);
}

// FNV-1a.
static std::uint64_t hashOf(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

Parts partsOf(std::int64_t frames, std::int64_t edge) {
  std::size_t at = kAlign;
  const auto place = [&](std::int64_t bytes) {
    const std::size_t begin = at;
    at += (static_cast<std::size_t>(bytes) + kAlign - 1) / kAlign * kAlign;
    return begin;
  };
  Parts parts{};
  parts.pictures = place(frames * edge * edge * 3);
  parts.boxes = place(frames * 4 * 2);
  parts.landmarks = place(frames * kPointValues * 4);
  parts.sound = place(frames * kPictureSamples * 2);
  parts.end = at;
  return parts;
}

template <class Header>
static std::string padded(const Header& header) {
  std::string bytes(kAlign, '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

template <class Header>
static Header headerAt(std::span<const std::byte> bytes, std::size_t at) {
  Header header;
  std::memcpy(&header, bytes.data() + at, sizeof header);
  return header;
}

std::string shardHeader(std::int64_t edge) { return padded(ShardHeader{kShardMagic, edge}); }

std::string clipHeader(const ClipView& clip) {
  return padded(ClipHeader{kClipMagic, hashOf(clip.info->name), clip.info->frames, clip.edge});
}

void checkShard(std::span<const std::byte> shard, std::int64_t edge) {
  if (shard.size() < kShardHeader) refuse("a shard without a header");
  const auto header = headerAt<ShardHeader>(shard, 0);
  if (header.magic != kShardMagic) refuse("a shard of another kind");
  if (header.edge != edge) refuse("a shard with pictures of another size");
}

void checkPlace(std::span<const std::byte> shard, std::int64_t offset, std::int64_t frames,
                std::int64_t edge) {
  if (frames < 1 || frames > kMostFrames || edge < kLeastEdge || edge > kMostEdge)
    refuse("impossible numbers");
  const auto begin = static_cast<std::uint64_t>(offset);
  if (offset < static_cast<std::int64_t>(kShardHeader) || begin % kAlign != 0 || begin > shard.size() ||
      partsOf(frames, edge).end > shard.size() - begin)
    refuse("a clip outside its shard");
}

template <class T>
static std::span<const T> valuesAt(std::span<const std::byte> shard, std::size_t at, std::int64_t count) {
  return {reinterpret_cast<const T*>(shard.data() + at), static_cast<std::size_t>(count)};
}

static bool areBoxes(std::span<const std::int16_t> boxes, std::int64_t edge) {
  for (std::size_t i = 0; i < boxes.size(); i += 4)
    if (boxes[i] < 0 || boxes[i + 1] < 0 || boxes[i] >= boxes[i + 2] || boxes[i + 1] >= boxes[i + 3] ||
        boxes[i + 2] > edge || boxes[i + 3] > edge)
      return false;
  return true;
}

ClipView clipAt(std::span<const std::byte> shard, std::int64_t offset, const ClipInfo& info,
                std::int64_t edge) {
  const auto begin = static_cast<std::size_t>(offset);
  const auto header = headerAt<ClipHeader>(shard, begin);
  if (header.magic != kClipMagic || header.nameHash != hashOf(info.name) || header.frames != info.frames ||
      header.edge != edge)
    refuse("another clip in a clip's place");
  const Parts parts = partsOf(info.frames, edge);
  ClipView clip{&info, edge};
  clip.pictures = valuesAt<std::uint8_t>(shard, begin + parts.pictures, info.frames * edge * edge * 3);
  clip.boxes = valuesAt<std::int16_t>(shard, begin + parts.boxes, info.frames * 4);
  clip.landmarks = valuesAt<float>(shard, begin + parts.landmarks, info.frames * kPointValues);
  clip.sound = valuesAt<std::int16_t>(shard, begin + parts.sound, info.frames * kPictureSamples);
  if (!areBoxes(clip.boxes, edge)) refuse("boxes outside their pictures");
  const auto far = static_cast<float>(kFarthestPoint * edge);
  if (!std::ranges::all_of(clip.landmarks, [&](float v) { return v > -far && v < far; }))
    refuse("points far from their pictures");
  return clip;
}

}  // namespace dataset
