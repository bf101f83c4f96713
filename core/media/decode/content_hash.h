#pragma once
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace media {

// SHA-256 of a file, computed when it is first asked for and kept. Any thread.
class ContentHash {
 public:
  explicit ContentHash(std::filesystem::path file) : file_(std::move(file)) {}
  // 64 hexadecimal digits; nullopt when stopped. Throws as base::sha256OfFile does.
  std::optional<std::string> hex(const std::stop_token& stop) const;

 private:
  const std::filesystem::path file_;
  mutable std::mutex mutex_;  // guards known_
  mutable std::optional<std::string> known_;
};

}  // namespace media
