#pragma once
#include <sys/mount.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

namespace test_support {

// A file system of its own with little room; empty path when this user may not mount.
class SmallDisk {
 public:
  SmallDisk(const std::filesystem::path& at, const char* options) : path_(at) {
    std::filesystem::create_directory(at);
    isMounted_ = ::mount("tmpfs", at.c_str(), "tmpfs", 0, options) == 0;
    if (!isMounted_) reason_ = std::strerror(errno);
  }
  ~SmallDisk() {
    if (isMounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool isMounted() const { return isMounted_; }
  const std::string& reason() const { return reason_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  void fill() const {
    std::ofstream filler(path_ / "filler", std::ios::binary);
    const std::string block(1 << 16, 'x');
    while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }

 private:
  std::filesystem::path path_;
  bool isMounted_ = false;
  std::string reason_;
};

// Every write past `bytes` fails, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limited{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

}  // namespace test_support
