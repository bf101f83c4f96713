#include "models/training/log.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace training {

static void check(const std::error_code& failure, const std::filesystem::path& path) {
  if (failure) throw base::writeError(failure, path);
}

// Bytes up to the end of the last whole line among the first `most`.
static std::int64_t wholeLines(const std::filesystem::path& path, std::int64_t most) {
  std::error_code failure;
  platform::File file = platform::File::open(path, failure);
  std::string block(1 << 16, '\0');
  std::int64_t seen = 0, whole = 0;
  while (!failure && seen < most) {
    const auto count = static_cast<std::int64_t>(file.read(block, failure));
    if (count == 0) break;
    const auto used = static_cast<std::size_t>(std::min(count, most - seen));
    const std::size_t end = std::string_view(block).substr(0, used).rfind('\n');
    if (end != std::string_view::npos) whole = seen + static_cast<std::int64_t>(end) + 1;
    seen += count;
  }
  return whole;
}

Log::Log(std::filesystem::path path, std::int64_t bytes) : path_(std::move(path)) {
  std::error_code failure;
  file_ = platform::File::openOrCreate(path_, failure);
  check(failure, path_);
  cut(wholeLines(path_, bytes));
}

void Log::cut(std::int64_t bytes) {
  check(file_.resize(bytes), path_);
  bytes_ = bytes;
}

void Log::write(std::string_view line) {
  const std::string text = std::string(line) + "\n";
  check(file_.writeAt(text, bytes_), path_);
  bytes_ += static_cast<std::int64_t>(text.size());
}

void Log::sync() { check(file_.sync(), path_); }

}  // namespace training
