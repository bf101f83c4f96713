// The readers of a prepared set: its index, and a shard that goes with it. "JSON\0SHARD".
#include <cstring>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "models/dataset/set_index.h"
#include "models/dataset/shard.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(all.find('\0'), size);
  const std::string_view rest = all.substr(std::min(end + 1, size));
  std::vector<std::max_align_t> aligned(rest.size() / sizeof(std::max_align_t) + 1);
  std::memcpy(aligned.data(), rest.data(), rest.size());
  const std::span<const std::byte> shard(reinterpret_cast<const std::byte*>(aligned.data()), rest.size());
  try {
    const dataset::SetIndex index = dataset::parseIndex(all.substr(0, end));
    if (dataset::parseIndex(dataset::writeIndex(index)).places != index.places) __builtin_trap();
    dataset::checkShard(shard, index.edge);
    for (std::size_t i = 0; i < index.clips.size(); ++i) {
      dataset::checkPlace(shard, index.places[i].offset, index.clips[i].frames, index.edge);
      const dataset::ClipView clip =
          dataset::clipAt(shard, index.places[i].offset, index.clips[i], index.edge);
      long sum = clip.pictures.back() + clip.sound.back();
      for (const std::int16_t v : clip.boxes) sum += v;
      if (sum == 1234567) __builtin_trap();  // so that everything is read
    }
  } catch (const base::Error&) {
  }
  return 0;
}
