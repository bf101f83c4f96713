#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "core/base/platform/file.h"

namespace audio {

// A WAVE file of 32-bit float mono samples that grows on disk and can be read at any time, also after a
// crash.
class TakeFile {
 public:
  // Makes it, header and all. Throws Error(exists, diskFull, io).
  TakeFile(const std::filesystem::path& path, int rate);
  ~TakeFile();  // as after finish()
  TakeFile(const TakeFile&) = delete;
  TakeFile& operator=(const TakeFile&) = delete;
  // Throws Error(diskFull, io); what was written stays, in whole samples.
  void append(std::span<const float> samples);
  // The header tells the length, and all is on disk. Throws Error(diskFull, io).
  void sync();
  // The last sync(); closes the file.
  void finish();
  const std::filesystem::path& path() const { return path_; }
  int rate() const { return rate_; }
  std::int64_t frames() const { return frames_; }

 private:
  void check(const std::error_code& failure) const;
  std::filesystem::path path_;
  int rate_;
  platform::File file_;
  std::int64_t frames_ = 0;
};

}  // namespace audio
