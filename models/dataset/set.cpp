#include "models/dataset/set.h"

#include <map>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/set_index.h"
#include "models/dataset/shard.h"
#include "models/mapped_file.h"

namespace dataset {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

struct Set::Impl {
  fs::path folder;
  SetIndex index;
  std::map<std::int64_t, models::MappedFile> shards;  // by number

  std::span<const std::byte> shardOf(std::size_t clip) const {
    return shards.at(index.places.at(clip).shard).bytes();
  }
};

// A problem of the set, with its folder.
[[noreturn]] static void tell(const Error& error, const fs::path& folder) {
  throw Error(error.fault(), {}, folder, error.detail());
}

static SetIndex readIndex(const fs::path& folder) {
  std::string json;
  try {
    json = base::readFile(folder / kIndexFile);
  } catch (const Error& e) {
    std::error_code ignored;
    if (!fs::exists(folder, ignored)) throw Error(Fault::fileMissing, {}, folder);
    throw Error(Fault::setForeign, {}, folder, e.what());
  }
  return parseIndex(json);
}

static models::MappedFile mapped(const fs::path& shard) {
  try {
    return models::MappedFile(shard);
  } catch (const Error& e) {
    throw Error(Fault::setDamaged, {}, {}, e.what());
  }
}

Set::Set(const fs::path& folder) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  try {
    impl->index = readIndex(folder);
    const SetIndex& index = impl->index;
    for (const Place& place : index.places) {
      if (impl->shards.contains(place.shard)) continue;
      const auto [shard, isNew] = impl->shards.emplace(place.shard, mapped(folder / shardFile(place.shard)));
      checkShard(shard->second.bytes(), index.edge);
    }
    for (std::size_t i = 0; i < index.clips.size(); ++i)
      checkPlace(impl->shardOf(i), index.places[i].offset, index.clips[i].frames, index.edge);
  } catch (const Error& e) {
    if (e.fault() == Fault::setForeign || e.fault() == Fault::setDamaged) tell(e, folder);
    throw;
  }
  impl_ = std::move(impl);
}

Set::~Set() = default;
Set::Set(Set&&) noexcept = default;

const std::vector<ClipInfo>& Set::clips() const { return impl_->index.clips; }
std::int64_t Set::edge() const { return impl_->index.edge; }

std::vector<std::size_t> Set::clipsOf(Part part) const {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < clips().size(); ++i)
    if (clips()[i].part == part) numbers.push_back(i);
  return numbers;
}

ClipView Set::clip(std::size_t number) const {
  try {
    return clipAt(impl_->shardOf(number), impl_->index.places[number].offset, clips()[number], edge());
  } catch (const Error& e) {
    tell(e, impl_->folder);
  }
}

}  // namespace dataset
