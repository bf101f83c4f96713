#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "core/base/error.h"
#include "core/base/platform/file.h"

namespace base {

// A file that appears under its name only when it is whole: it is written beside it, under a name that
// nothing has, and takes the place of what was there in one step, also when the machine stops meanwhile. A
// link of that name is replaced, not followed. Not thread-safe.
class AtomicFile {
 public:
  // Throws Error: diskFull, io (also where `path` is a folder, a device or a pipe).
  explicit AtomicFile(std::filesystem::path path);
  ~AtomicFile();  // without commit() nothing is left behind
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // Throws Error: diskFull, io.
  void write(std::string_view bytes);
  // For callers in C, which cannot be thrown through: the first failure stays, and commit() throws it.
  std::error_code tryWrite(std::string_view bytes);
  std::int64_t seek(std::int64_t offset, int whence, std::error_code& failure);  // as platform::File
  std::error_code failure() const { return failure_; }

  // `no`: after a power cut the file may be damaged, so it is checked by whoever reads it. Saves
  // milliseconds.
  enum class Durable { yes, no };
  // Throws Error: diskFull, io.
  void commit(Durable durable = Durable::yes);

 private:
  void start();
  void check(const std::error_code& failure) const;

  std::filesystem::path path_, part_;  // no part: committed
  platform::File file_;
  std::error_code failure_;
};

// Gives a whole file another name on its file system, in the place of what was there. Throws as AtomicFile
// does.
void moveFile(const std::filesystem::path& made, const std::filesystem::path& path);

// Whether a file of this name is one that an AtomicFile writes.
bool isUnfinishedName(const std::filesystem::path& path);
// Removes from `folder` what AtomicFiles of processes that were killed have left there; files that are being
// written stay, and all others.
void removeUnfinished(const std::filesystem::path& folder);

// The Error for a failure to write `path`; a full disk names the free space.
Error writeError(const std::error_code& failure, const std::filesystem::path& path);

}  // namespace base
