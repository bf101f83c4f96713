#include "models/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/error.h"

namespace models {

using base::Code;
using base::Error;

MappedFile::MappedFile(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) throw Error(Code::notFound, "no such file: " + path.string(), path);
  if (file < 0) throw Error(Code::unreadable, "cannot read " + path.string(), path, std::strerror(errno));
  struct stat about = {};
  const bool isKnown = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  if (!isKnown || about.st_size == 0) {
    ::close(file);
    throw Error(Code::unreadable, path.string() + (isKnown ? " is empty" : " is not a file"), path);
  }
  const auto size = static_cast<std::size_t>(about.st_size);
  void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  const std::string reason = memory == MAP_FAILED ? std::strerror(errno) : "";
  ::close(file);
  if (memory == MAP_FAILED) throw Error(Code::unreadable, "cannot read " + path.string(), path, reason);
  bytes_ = {static_cast<const std::byte*>(memory), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

}  // namespace models
