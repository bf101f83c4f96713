#include "models/mapped_file.h"

#include <utility>

#include "core/base/error.h"
#include "core/base/platform/file.h"

namespace models {

using base::Error;
using base::Fault;

MappedFile::MappedFile(const std::filesystem::path& path) {
  std::error_code failure;
  const platform::File file = platform::File::open(path, failure);
  if (failure == std::errc::no_such_file_or_directory) throw Error(Fault::fileMissing, {}, path);
  if (!failure && !file.isRegular()) throw Error(Fault::fileIsSpecial, {}, path);
  if (!failure && file.size() == 0) throw Error(Fault::fileEmpty, {}, path);
  if (!failure) bytes_ = file.map(failure);
  if (failure) throw Error(Fault::fileUnreadable, {}, path, failure.message());
}

MappedFile::~MappedFile() { platform::unmap(bytes_); }

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

}  // namespace models
