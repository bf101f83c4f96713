#include "core/base/atomic_file.h"

#include <algorithm>
#include <random>
#include <string>

namespace base {

namespace fs = std::filesystem;

static constexpr std::string_view kBefore = "redub-", kDigits = "0123456789abcdef", kAfter = ".part";
static constexpr std::size_t kRandom = 16;

static fs::path folderOf(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

static std::string unfinishedName() {
  std::random_device random;
  std::string name(kBefore);
  for (std::size_t i = 0; i < kRandom; ++i) name += kDigits[random() % kDigits.size()];
  return name.append(kAfter);
}

bool isUnfinishedName(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.size() != kBefore.size() + kRandom + kAfter.size()) return false;
  return name.starts_with(kBefore) && name.ends_with(kAfter) &&
         std::ranges::all_of(name.substr(kBefore.size(), kRandom),
                             [](char c) { return kDigits.find(c) != std::string_view::npos; });
}

// Whoever writes one has it locked.
void removeUnfinished(const fs::path& folder) {
  std::error_code failure, ended;
  for (fs::directory_iterator at(folder, ended), end; !ended && at != end; at.increment(ended)) {
    if (!isUnfinishedName(at->path()) || !fs::is_regular_file(at->symlink_status(failure))) continue;
    platform::File file = platform::File::open(at->path(), failure);
    if (!failure && !file.lock() && file.isAt(at->path())) fs::remove(at->path(), failure);
  }
}

Error writeError(const std::error_code& failure, const fs::path& path) {
  if (platform::isDiskFull(failure)) return Error(Fault::diskFull, {}, path, failure.message());
  return Error(Fault::writeFailed, {}, path, failure.message());
}

static void check(const std::error_code& failure, const fs::path& path) {
  if (failure) throw writeError(failure, path);
}

// Only a file, or a link, is replaced.
static void checkPlace(const fs::path& path) {
  std::error_code ignored;
  const fs::file_status there = fs::symlink_status(path, ignored);
  if (fs::is_directory(there)) check(std::make_error_code(std::errc::is_a_directory), path);
  if (fs::exists(there) && !fs::is_regular_file(there) && !fs::is_symlink(there))
    check(std::make_error_code(std::errc::file_exists), path);
}

void moveFile(const fs::path& made, const fs::path& path) {
  checkPlace(path);
  std::error_code failure;
  fs::rename(made, path, failure);
  check(failure, path);
  platform::syncFolder(folderOf(path));
}

AtomicFile::AtomicFile(fs::path path) : path_(std::move(path)) {
  checkPlace(path_);
  start();
}

// A cleaner may have taken the file between its making and its locking: then the next name is tried. A file
// system without locks has no cleaners.
void AtomicFile::start() {
  for (;;) {
    std::error_code failure;
    const fs::path part = path_.parent_path() / unfinishedName();
    platform::File file = platform::File::create(part, failure);
    if (failure == std::errc::file_exists) continue;
    check(failure);
    if (file.lock() == std::errc::resource_unavailable_try_again || !file.isAt(part)) continue;
    file_ = std::move(file);
    part_ = part;
    return;
  }
}

AtomicFile::~AtomicFile() {
  std::error_code ignored;
  if (!part_.empty()) fs::remove(part_, ignored);
}

void AtomicFile::check(const std::error_code& failure) const { base::check(failure, path_); }

std::error_code AtomicFile::tryWrite(std::string_view bytes) {
  if (!failure_) failure_ = file_.write(bytes);
  return failure_;
}

void AtomicFile::write(std::string_view bytes) { check(tryWrite(bytes)); }

std::int64_t AtomicFile::seek(std::int64_t offset, int whence, std::error_code& failure) {
  return file_.seek(offset, whence, failure);
}

// Renamed before it is closed: until then it is locked, and no cleaner takes it.
void AtomicFile::commit(Durable durable) {
  if (!failure_ && durable == Durable::yes) failure_ = file_.sync();
  if (!failure_) fs::rename(part_, path_, failure_);
  check(failure_);
  part_.clear();
  if (durable == Durable::yes) platform::syncFolder(folderOf(path_));
  check(file_.close());
}

}  // namespace base
