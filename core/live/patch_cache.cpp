#include "core/live/patch_cache.h"

#include <algorithm>
#include <list>
#include <mutex>
#include <unordered_map>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/live/patch_file.h"

namespace dub {

namespace fs = std::filesystem;

namespace {

using Painted = PatchCache::Painted;

constexpr const char* kEnding = ".mouth";

std::size_t bytesOf(const Painted& painted) {
  return sizeof(Painted) + painted.patch.bgr.bytes() + painted.patch.alpha.bytes();
}

// Keys with what they name, oldest first, bounded in bytes. Not thread-safe.
template <class T>
class LruCache {
 public:
  explicit LruCache(std::uint64_t maxBytes) : maxBytes_(maxBytes) {}

  // Takes in a thing as the newest one; gives back the keys that had to go, which may be its own.
  std::vector<std::string> put(const std::string& key, T thing, std::uint64_t bytes) {
    remove(key);
    order_.push_back({key, std::move(thing), bytes});
    places_[key] = std::prev(order_.end());
    bytes_ += bytes;
    std::vector<std::string> gone;
    while (bytes_ > maxBytes_) {
      gone.push_back(order_.front().key);
      remove(gone.back());
    }
    return gone;
  }
  // The thing becomes the newest one. nullptr when it is not there.
  const T* find(const std::string& key) {
    const auto at = places_.find(key);
    if (at == places_.end()) return nullptr;
    order_.splice(order_.end(), order_, at->second);
    return &at->second->thing;
  }
  bool has(const std::string& key) const { return places_.contains(key); }
  void remove(const std::string& key) {
    const auto at = places_.find(key);
    if (at == places_.end()) return;
    bytes_ -= at->second->bytes;
    order_.erase(at->second);
    places_.erase(at);
  }
  void clear() {
    order_.clear();
    places_.clear();
    bytes_ = 0;
  }

 private:
  struct Entry {
    std::string key;
    T thing;
    std::uint64_t bytes;
  };
  std::uint64_t maxBytes_, bytes_ = 0;
  std::list<Entry> order_;
  std::unordered_map<std::string, typename std::list<Entry>::iterator> places_;
};

struct OnDisk {};  // its file is named by the key

// Not synced: what a power cut leaves fails its check when it is read. False where the disk does not take it.
bool write(const fs::path& file, const std::string& bytes) {
  try {
    base::AtomicFile out(file);
    out.write(bytes);
    out.commit(base::AtomicFile::Durable::no);
    return true;
  } catch (const base::Error&) {
    return false;
  }
}

}  // namespace

struct PatchCache::Impl {
  const fs::path folder;
  std::mutex mutex;  // guards the shelves
  LruCache<std::shared_ptr<const Painted>> memory;
  LruCache<OnDisk> disk;

  Impl(fs::path path, std::size_t memoryBytes, std::uint64_t diskBytes)
      : folder(std::move(path)), memory(memoryBytes), disk(diskBytes) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure) base::logWarning("dubbed pictures are not kept: " + failure.message());
    takeStock();
  }

  fs::path fileOf(const std::string& key) const { return folder / (key + kEnding); }

  void removeFiles(const std::vector<std::string>& keys) const {
    std::error_code ignored;
    for (const std::string& key : keys) fs::remove(fileOf(key), ignored);
  }

  // Finds the files of earlier runs.
  void takeStock() {
    struct Found {
      fs::file_time_type written;
      std::string key;
      std::uint64_t bytes;
    };
    base::removeUnfinished(folder);
    std::vector<Found> found;
    std::error_code failure, ended;
    for (fs::directory_iterator at(folder, ended), end; !ended && at != end; at.increment(ended)) {
      const fs::directory_entry& entry = *at;
      if (entry.path().extension() != kEnding) continue;
      const std::uint64_t bytes = entry.file_size(failure);
      if (!failure) found.push_back({entry.last_write_time(failure), entry.path().stem(), bytes});
    }
    std::ranges::sort(found, {}, &Found::written);
    for (const Found& file : found) removeFiles(disk.put(file.key, {}, file.bytes));
  }

  std::optional<Painted> read(const std::string& key) const {
    try {
      return parsePainted(base::readFile(fileOf(key)), key);
    } catch (const base::Error&) {
      return std::nullopt;
    }
  }
};

PatchCache::PatchCache(fs::path folder, std::size_t memoryBytes, std::uint64_t diskBytes)
    : impl_(std::make_unique<Impl>(std::move(folder), memoryBytes, diskBytes)) {}

PatchCache::~PatchCache() = default;

// Files are written and read outside the lock, so that playback never waits for the disk of others.
void PatchCache::put(const std::string& key, Painted painted) {
  const std::string bytes = toBytes(painted, key);
  const std::size_t weight = bytesOf(painted);
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->memory.put(key, std::make_shared<const Painted>(std::move(painted)), weight);
  }
  if (!write(impl_->fileOf(key), bytes)) return;
  std::vector<std::string> gone;
  {
    const std::lock_guard lock(impl_->mutex);
    gone = impl_->disk.put(key, {}, bytes.size());
  }
  impl_->removeFiles(gone);
}

std::optional<PatchCache::Painted> PatchCache::find(const std::string& key) const {
  std::shared_ptr<const Painted> kept;
  {
    const std::lock_guard lock(impl_->mutex);
    if (const auto* at = impl_->memory.find(key)) kept = *at;
    if (kept == nullptr && impl_->disk.find(key) == nullptr) return std::nullopt;
  }
  if (kept != nullptr) return *kept;
  std::optional<Painted> read = impl_->read(key);
  if (!read) impl_->removeFiles({key});
  const std::lock_guard lock(impl_->mutex);
  if (read)
    impl_->memory.put(key, std::make_shared<const Painted>(*read), bytesOf(*read));
  else
    impl_->disk.remove(key);
  return read;
}

bool PatchCache::has(const std::string& key) const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->memory.has(key) || impl_->disk.has(key);
}

void PatchCache::clear() {
  const std::lock_guard lock(impl_->mutex);
  impl_->memory.clear();
  impl_->disk.clear();
  std::error_code failure, ended;
  for (fs::directory_iterator at(impl_->folder, ended), end; !ended && at != end; at.increment(ended))
    if (at->path().extension() == kEnding) fs::remove(at->path(), failure);
}

}  // namespace dub
