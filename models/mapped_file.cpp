#include "models/mapped_file.h"

#include <utility>

#include "core/base/error.h"
#include "core/base/platform/file.h"

namespace models {

using base::Code;
using base::Error;

MappedFile::MappedFile(const std::filesystem::path& path) {
  std::error_code failure;
  const platform::File file = platform::File::open(path, failure);
  if (failure == std::errc::no_such_file_or_directory)
    throw Error(Code::notFound, "no such file: " + path.string(), path);
  if (!failure && !file.isRegular()) throw Error(Code::unreadable, path.string() + " is not a file", path);
  if (!failure && file.size() == 0) throw Error(Code::unreadable, path.string() + " is empty", path);
  if (!failure) bytes_ = file.map(failure);
  if (failure) throw Error(Code::unreadable, "cannot read " + path.string(), path, failure.message());
}

MappedFile::~MappedFile() { platform::unmap(bytes_); }

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

}  // namespace models
