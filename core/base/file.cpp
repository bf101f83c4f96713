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
#include <utility>
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

FileWriter::FileWriter(fs::path path) : path_(std::move(path)), part_(path_) {
  part_ += ".part";
  file_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) fail(errno);
}

FileWriter::~FileWriter() {
  if (file_ < 0) return;
  ::close(file_);
  ::unlink(part_.c_str());
}

void FileWriter::fail(int reason) {
  if (reason == ENOSPC || reason == EDQUOT)
    throw Error(Code::diskFull,
                "the disk is full: cannot write " + path_.string() + "; free some space and try again",
                path_);
  throw Error(Code::io, "cannot write " + path_.string() + ": " + std::strerror(reason), path_);
}

void FileWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void FileWriter::commit() {
  if (::fsync(file_) != 0) fail(errno);
  const int closed = ::close(std::exchange(file_, -1));
  const int failure = closed != 0 ? errno : ::rename(part_.c_str(), path_.c_str()) != 0 ? errno : 0;
  if (failure == 0) return;
  ::unlink(part_.c_str());
  fail(failure);
}

void writeFile(const fs::path& path, std::string_view bytes) {
  FileWriter file(path);
  file.write(bytes);
  file.commit();
}

struct Sha256::Impl {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) {
  EVP_DigestInit_ex(impl_->context.get(), EVP_sha256(), nullptr);
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(impl_->context.get(), bytes.data(), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes;
  unsigned size = 0;
  EVP_DigestFinal_ex(impl_->context.get(), bytes.data(), &size);
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += "0123456789abcdef"[bytes[i] >> 4];
    out += "0123456789abcdef"[bytes[i] & 15];
  }
  return out;
}

std::string sha256(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.hex();
}

std::string sha256OfFile(const fs::path& path) {
  std::ifstream in = openForReading(path);
  Sha256 digest;
  std::vector<char> buffer(1 << 20);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())), in.gcount() > 0)
    digest.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
  return digest.hex();
}

std::string identityOf(const fs::path& file) {
  std::error_code failure;
  const auto size = fs::file_size(file, failure);
  const auto written = fs::last_write_time(file, failure).time_since_epoch().count();
  return fs::absolute(file).lexically_normal().string() + '\n' + std::to_string(size) + '\n' +
         std::to_string(written);
}

}  // namespace base
