#include "core/base/platform/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace platform {

namespace fs = std::filesystem;

static std::error_code codeOf(int number) { return {number, std::generic_category()}; }

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

File::File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

File File::opened(const fs::path& path, int flags, std::error_code& failure) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, 0644);
  failure = descriptor < 0 ? codeOf(errno) : std::error_code();
  return File(descriptor);
}

File File::open(const fs::path& path, std::error_code& failure) {
  return opened(path, O_RDONLY | O_NONBLOCK, failure);
}

File File::create(const fs::path& path, std::error_code& failure) {
  return opened(path, O_WRONLY | O_CREAT | O_EXCL, failure);
}

File File::openOrCreate(const fs::path& path, std::error_code& failure) {
  return opened(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, failure);
}

bool File::isRegular() const {
  struct stat about = {};
  return ::fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode);
}

std::uint64_t File::size() const {
  struct stat about = {};
  return ::fstat(descriptor_, &about) == 0 ? static_cast<std::uint64_t>(about.st_size) : 0;
}

bool File::isAt(const fs::path& path) const {
  struct stat here = {}, there = {};
  return ::fstat(descriptor_, &here) == 0 && ::lstat(path.c_str(), &there) == 0 &&
         here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

std::size_t File::read(std::span<char> bytes, std::error_code& failure) {
  ssize_t count = 0;
  do count = ::read(descriptor_, bytes.data(), bytes.size());
  while (count < 0 && errno == EINTR);
  failure = count < 0 ? codeOf(errno) : std::error_code();
  return count < 0 ? 0 : static_cast<std::size_t>(count);
}

// `once` writes what it can and says how much.
template <class Once>
static std::error_code writeAll(std::string_view bytes, Once once) {
  while (!bytes.empty()) {
    const ssize_t count = once(bytes);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return codeOf(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

std::error_code File::write(std::string_view bytes) {
  return writeAll(bytes,
                  [&](std::string_view rest) { return ::write(descriptor_, rest.data(), rest.size()); });
}

std::error_code File::writeAt(std::string_view bytes, std::int64_t at) {
  return writeAll(bytes, [&, all = bytes.size()](std::string_view rest) {
    return ::pwrite(descriptor_, rest.data(), rest.size(), at + static_cast<off_t>(all - rest.size()));
  });
}

std::int64_t File::seek(std::int64_t offset, int whence, std::error_code& failure) {
  const off_t at = ::lseek(descriptor_, offset, whence);
  failure = at < 0 ? codeOf(errno) : std::error_code();
  return at;
}

std::error_code File::resize(std::int64_t bytes) {
  return ::ftruncate(descriptor_, bytes) == 0 ? std::error_code() : codeOf(errno);
}

std::error_code File::sync() { return ::fsync(descriptor_) == 0 ? std::error_code() : codeOf(errno); }

std::error_code File::close() {
  return ::close(std::exchange(descriptor_, -1)) == 0 ? std::error_code() : codeOf(errno);
}

std::error_code File::lock() {
  return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 ? std::error_code() : codeOf(errno);
}

std::span<const std::byte> File::map(std::error_code& failure) const {
  const auto bytes = static_cast<std::size_t>(size());
  void* memory = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, descriptor_, 0);
  failure = memory == MAP_FAILED ? codeOf(errno) : std::error_code();
  if (failure) return {};
  return {static_cast<const std::byte*>(memory), bytes};
}

void unmap(std::span<const std::byte> mapped) {
  if (!mapped.empty()) ::munmap(const_cast<std::byte*>(mapped.data()), mapped.size());
}

void syncFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

std::error_code canWriteIn(const fs::path& folder) {
  return ::access(folder.c_str(), W_OK | X_OK) == 0 ? std::error_code() : codeOf(errno);
}

bool isDiskFull(const std::error_code& failure) {
  return failure == std::errc::no_space_on_device || failure == std::errc::file_too_large ||
         failure == codeOf(EDQUOT);
}

std::uint64_t freeBytes(const fs::path& path) {
  std::error_code failed;
  fs::path at = fs::absolute(path, failed);
  while (!fs::exists(at, failed) && at.has_parent_path() && at != at.parent_path()) at = at.parent_path();
  const fs::space_info space = fs::space(at, failed);
  return failed ? 0 : space.available;
}

}  // namespace platform
