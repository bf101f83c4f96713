#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>

// What Redub asks of the operating system. This folder alone knows which one it is: a port changes nothing
// else. Nothing here words an error: failures are codes, and the caller knows what they mean to the user.
namespace platform {

// An open file, closed at the end. Not thread-safe.
class File {
 public:
  File() = default;
  ~File();
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;

  // To read what is there. Never waits for the other end of a pipe.
  static File open(const std::filesystem::path& path, std::error_code& failure);
  // A new file, to write. errc::file_exists where there is anything of this name, a link, too.
  static File create(const std::filesystem::path& path, std::error_code& failure);
  // What is there, or a new file; to lock it. Fails for a link.
  static File openOrCreate(const std::filesystem::path& path, std::error_code& failure);

  bool isOpen() const { return descriptor_ >= 0; }
  bool isRegular() const;      // no folder, device or pipe
  std::uint64_t size() const;  // of a regular file
  // Whether `path` names this file, and not another one that has taken its place, or a link to it.
  bool isAt(const std::filesystem::path& path) const;

  std::size_t read(std::span<char> bytes, std::error_code& failure);  // 0 at the end
  std::error_code write(std::string_view bytes);
  std::error_code writeAt(std::string_view bytes, std::int64_t at);
  // The new place. `whence` is SEEK_SET, SEEK_CUR or SEEK_END; past the end is fine.
  std::int64_t seek(std::int64_t offset, int whence, std::error_code& failure);
  std::error_code resize(std::int64_t bytes);
  std::error_code sync();  // all of it is on disk
  std::error_code close();
  // For this process alone, until the file is closed or the process ends, however it does.
  // errc::resource_unavailable_try_again when another one has it.
  std::error_code lock();
  // As memory, to read; stays after the file is closed.
  std::span<const std::byte> map(std::error_code& failure) const;

 private:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  static File opened(const std::filesystem::path& path, int flags, std::error_code& failure);
  int descriptor_ = -1;
};

void unmap(std::span<const std::byte> mapped);

// Makes the names in `folder` last that were changed before. A file system that cannot do it loses nothing
// else.
void syncFolder(const std::filesystem::path& folder);

// No failure where files can be made in `folder`.
std::error_code canWriteIn(const std::filesystem::path& folder);

// The disk is full, or a limit of the user's on what may be written is reached.
bool isDiskFull(const std::error_code& failure);

// Bytes free for an ordinary user on the file system of `path` (or of its nearest existing parent).
std::uint64_t freeBytes(const std::filesystem::path& path);

}  // namespace platform
