#include "core/base/file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

#include "core/base/error.h"

namespace base {

namespace fs = std::filesystem;

static std::ifstream openForReading(const fs::path& path) {
  if (!fs::exists(path)) throw Error(Code::notFound, "no such file: " + path.string(), path);
  std::ifstream in(path, std::ios::binary);
  if (!in || fs::is_directory(path)) throw Error(Code::unreadable, "cannot read " + path.string(), path);
  return in;
}

std::string readFile(const fs::path& path) {
  std::ifstream in = openForReading(path);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

static void writeAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw errno;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::fsync(fd) != 0) throw errno;
}

void writeFile(const fs::path& path, std::string_view bytes) {
  fs::path part = path;
  part += ".part";
  const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  int failure = fd < 0 ? errno : 0;
  if (fd >= 0) {
    try {
      writeAll(fd, bytes);
    } catch (int error) {
      failure = error;
    }
    if (::close(fd) != 0 && failure == 0) failure = errno;
    if (failure == 0 && ::rename(part.c_str(), path.c_str()) != 0) failure = errno;
  }
  if (failure == 0) return;
  ::unlink(part.c_str());
  if (failure == ENOSPC || failure == EDQUOT)
    throw Error(Code::diskFull,
                "the disk is full: cannot write " + path.string() + "; free some space and try again", path);
  throw Error(Code::io, "cannot write " + path.string() + ": " + std::strerror(failure), path);
}

namespace {
struct Digest {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  Digest() { EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr); }
  void add(const char* data, std::size_t size) { EVP_DigestUpdate(context.get(), data, size); }
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes;
    unsigned size = 0;
    EVP_DigestFinal_ex(context.get(), bytes.data(), &size);
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
      out += "0123456789abcdef"[bytes[i] >> 4];
      out += "0123456789abcdef"[bytes[i] & 15];
    }
    return out;
  }
};
}  // namespace

std::string sha256(std::string_view bytes) {
  Digest digest;
  digest.add(bytes.data(), bytes.size());
  return digest.hex();
}

std::string sha256OfFile(const fs::path& path) {
  std::ifstream in = openForReading(path);
  Digest digest;
  std::vector<char> buffer(1 << 20);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())), in.gcount() > 0)
    digest.add(buffer.data(), static_cast<std::size_t>(in.gcount()));
  return digest.hex();
}

}  // namespace base
