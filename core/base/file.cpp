#include "core/base/file.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <span>
#include <system_error>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/platform/file.h"

namespace base {

namespace fs = std::filesystem;

static platform::File openForReading(const fs::path& path) {
  std::error_code failure;
  platform::File file = platform::File::open(path, failure);
  if (failure == std::errc::no_such_file_or_directory || failure == std::errc::not_a_directory)
    throw Error(Fault::fileMissing, {}, path);
  const auto refuse = [&](const std::string& reason) {
    throw Error(Fault::fileUnreadable, {}, path, reason);
  };
  if (failure) refuse(failure.message());
  if (!file.isRegular()) refuse("it is not an ordinary file");
  return file;
}

// 0 at the end.
static std::size_t readSome(platform::File& file, std::span<char> bytes, const fs::path& path) {
  std::error_code failure;
  const std::size_t count = file.read(bytes, failure);
  if (failure) throw Error(Fault::fileUnreadable, {}, path, failure.message());
  return count;
}

std::string readFile(const fs::path& path, std::uint64_t mostBytes) {
  platform::File file = openForReading(path);
  const auto check = [&](std::uint64_t bytes) {
    if (bytes > mostBytes) throw Error(Fault::fileTooLarge, {}, path);
  };
  check(file.size());
  std::string bytes(file.size() + 1, '\0');  // one more, to meet the end
  std::size_t size = 0;
  while (const std::size_t count = readSome(file, std::span(bytes).subspan(size), path)) {
    check(size += count);
    if (size == bytes.size()) bytes.resize(2 * size);  // it has grown, or is one that tells no size
  }
  bytes.resize(size);
  return bytes;
}

void writeFile(const fs::path& path, std::string_view bytes) {
  AtomicFile file(path);
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

std::string sha256OfFile(const fs::path& path) { return *sha256OfFile(path, {}); }

std::optional<std::string> sha256OfFile(const fs::path& path, const std::stop_token& stop,
                                        const std::function<void(double)>& progress) {
  platform::File file = openForReading(path);
  std::error_code unknown;
  const auto size = static_cast<double>(fs::file_size(path, unknown));
  Sha256 digest;
  double done = 0;
  std::vector<char> buffer(1 << 20);
  while (const std::size_t count = readSome(file, buffer, path)) {
    if (stop.stop_requested()) return std::nullopt;
    digest.add({buffer.data(), count});
    done += static_cast<double>(count);
    if (progress && !unknown) progress(std::min(1.0, done / size));
  }
  if (stop.stop_requested()) return std::nullopt;
  return digest.hex();
}

std::string identityOf(const fs::path& file) {
  std::error_code failure;
  const auto size = fs::file_size(file, failure);
  const auto written = fs::last_write_time(file, failure).time_since_epoch().count();
  return fs::absolute(file, failure).lexically_normal().string() + '\n' + std::to_string(size) + '\n' +
         std::to_string(written);
}

}  // namespace base
