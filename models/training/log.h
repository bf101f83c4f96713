#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/base/platform/file.h"

namespace training {

// A file of lines that grows. Every line is with the system when write() returns, so a killed process loses
// none. Throws Error: diskFull, io.
class Log {
 public:
  Log() = default;
  // What is there beyond `bytes`, or beyond the last whole line, is cut off.
  Log(std::filesystem::path path, std::int64_t bytes);
  void write(std::string_view line);
  void cut(std::int64_t bytes);
  void sync();
  std::int64_t bytes() const { return bytes_; }

 private:
  std::filesystem::path path_;
  platform::File file_;
  std::int64_t bytes_ = 0;
};

}  // namespace training
