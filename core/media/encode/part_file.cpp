#include "core/media/encode/part_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/media/encode/free_space.h"

namespace media {

namespace fs = std::filesystem;

base::Error writeError(int number, const fs::path& path) {
  const std::string detail = std::strerror(number);
  // EFBIG: a limit on the size of files has the same cure as a full disk.
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) {
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    return {base::Code::diskFull,
            "the disk is full: " + std::to_string(freeBytes(path) >> 20) + " MB are free in '" + folder +
                "'; free some space and run again with --resume",
            path, detail};
  }
  return {base::Code::io,
          "could not write '" + path.string() + "': " + detail + "; choose another folder for the output",
          path, detail};
}

PartFile::PartFile(fs::path path) : path_(std::move(path)), part_(path_) {
  part_ += ".part";
  if (fs::is_directory(path_))
    throw base::Error(base::Code::io, "'" + path_.string() + "' is a folder; name a file in it", path_);
  fd_ = ::open(part_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd_ < 0) throw writeError(errno, path_);
}

PartFile::~PartFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(part_.c_str());
}

int PartFile::tryWrite(const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0 && failure_ == 0) {
    const ssize_t n = ::write(fd_, at, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      failure_ = errno;
      break;
    }
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return failure_;
}

void PartFile::write(const void* data, std::size_t size) {
  if (const int number = tryWrite(data, size)) throw writeError(number, path_);
}

namespace {
// Makes the rename itself last; a file system that cannot sync folders loses nothing else.
void syncFolder(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}
}  // namespace

void PartFile::finish() {
  if (failure_ != 0) throw writeError(failure_, path_);
  if (::fsync(fd_) != 0) throw writeError(errno, path_);
  const int closed = ::close(fd_);
  fd_ = -1;
  if (closed != 0 || ::rename(part_.c_str(), path_.c_str()) != 0) {
    const int number = errno;
    ::unlink(part_.c_str());
    throw writeError(number, path_);
  }
  syncFolder(path_);
}

}  // namespace media
