#pragma once
#include <cstddef>
#include <filesystem>
#include <span>

namespace models {

// A file seen as memory, read only: pages come from the disk when they are touched. Thread-safe. A file that
// another program shortens meanwhile ends the program (SIGBUS), so only files that are not being written are
// mapped.
class MappedFile {
 public:
  // Throws Error: notFound, unreadable (directory, forbidden, empty).
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace models
