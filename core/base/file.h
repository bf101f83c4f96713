#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace base {

// The whole of an ordinary file. Throws Error: notFound; unreadable, also for a folder, a device, a pipe, or
// more than `mostBytes`.
std::string readFile(const std::filesystem::path& path,
                     std::uint64_t mostBytes = std::numeric_limits<std::uint64_t>::max());

// Through an AtomicFile. Throws Error(diskFull, io).
void writeFile(const std::filesystem::path& path, std::string_view bytes);

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
// nullopt when stopped, which is looked at after every megabyte. progress(0..1).
std::optional<std::string> sha256OfFile(const std::filesystem::path& path, const std::stop_token& stop,
                                        const std::function<void(double)>& progress = {});

// Path, size and time of writing: another file, or a changed one, has another.
std::string identityOf(const std::filesystem::path& file);

}  // namespace base
