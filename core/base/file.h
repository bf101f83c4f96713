#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace base {

// The whole file. Throws Error(notFound, unreadable).
std::string readFile(const std::filesystem::path& path);

// Writes beside `path`, syncs, and renames: the file is either the old one or the whole new one, also after a
// crash. Throws Error(diskFull, io); nothing is left behind then.
void writeFile(const std::filesystem::path& path, std::string_view bytes);

// The same in pieces, for files that are too large for memory. Without commit() nothing is left behind.
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path path);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  void write(std::string_view bytes);
  void commit();

 private:
  [[noreturn]] void fail(int reason);
  std::filesystem::path path_, part_;
  int file_ = -1;
};

// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  std::string hex();  // 64 hexadecimal digits; ends the sum

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
std::string sha256(std::string_view bytes);
std::string sha256OfFile(const std::filesystem::path& path);

// Path, size and time of writing: another file, or a changed one, has another.
std::string identityOf(const std::filesystem::path& file);

}  // namespace base
