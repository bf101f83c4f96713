#pragma once
// Private to core/media: a file that appears under its name only when it is whole.
#include <cstdint>
#include <filesystem>

#include "core/base/error.h"

namespace media {

// Writes `path`.part; finish() syncs it and renames it to `path`. Without finish() the .part file is removed.
class PartFile {
 public:
  // Throws Error(io) when the folder cannot be written, Error(diskFull).
  explicit PartFile(std::filesystem::path path);
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  const std::filesystem::path& partPath() const { return part_; }
  int descriptor() const { return fd_; }

  // Throws Error: diskFull, io.
  void write(const void* data, std::size_t size);
  // Gives 0 or an errno; the first failure is kept in failure().
  int tryWrite(const void* data, std::size_t size);
  int failure() const { return failure_; }
  void finish();

 private:
  std::filesystem::path path_, part_;
  int fd_ = -1;
  int failure_ = 0;
};

// The Error for an errno met while writing `path`; a full disk names the free space.
base::Error writeError(int number, const std::filesystem::path& path);

}  // namespace media
