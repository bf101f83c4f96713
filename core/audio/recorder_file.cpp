#include "core/audio/recorder_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <fstream>
#include <limits>
#include <optional>
#include <utility>

#include "core/audio/recorder.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/log.h"

namespace audio {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

static_assert(std::endian::native == std::endian::little && std::numeric_limits<float>::is_iec559);

// A WAVE file's header for samples that are no integers (Microsoft's "Multiple Channel Audio Data and WAVE
// Files": an extension of size 0 in `fmt `, and a `fact` chunk).
static constexpr std::size_t kHeader = 58, kRateAt = 24, kSample = sizeof(float);
// Its lengths have 32 bits: 6 hours at 48 kHz.
static constexpr std::int64_t kLongest = (std::numeric_limits<std::uint32_t>::max() - kHeader) / kSample;

static std::string littleEndian(std::uint32_t value, std::size_t bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 255);
  return out;
}

static std::string header(int rate, std::int64_t frames) {
  const auto hertz = static_cast<std::uint32_t>(rate), count = static_cast<std::uint32_t>(frames);
  constexpr std::uint32_t kFloat = 3, kMono = 1, kSize = kSample;
  return "RIFF" + littleEndian(kHeader - 8 + count * kSize, 4) + "WAVEfmt " + littleEndian(18, 4) +
         littleEndian(kFloat, 2) + littleEndian(kMono, 2) + littleEndian(hertz, 4) +
         littleEndian(hertz * kSize, 4) + littleEndian(kSize, 2) + littleEndian(8 * kSize, 2) +
         littleEndian(0, 2) + "fact" + littleEndian(4, 4) + littleEndian(count, 4) + "data" +
         littleEndian(count * kSize, 4);
}

TakeFile::TakeFile(const fs::path& path, int rate) : path_(path), rate_(rate) {
  std::error_code failure, ignored;
  file_ = platform::File::create(path, failure);
  check(failure);
  failure = file_.writeAt(header(rate, 0), 0);
  if (failure) fs::remove(path, ignored);
  check(failure);
}

TakeFile::~TakeFile() {
  try {
    finish();
  } catch (const Error& error) {
    base::logWarning(error.what());
  }
}

void TakeFile::check(const std::error_code& failure) const {
  if (failure == std::errc::file_exists) throw Error(Fault::fileExists, {}, path_);
  if (failure) throw base::writeError(failure, path_);
}

// In pieces, so that a full disk costs the end of what there was room for at most.
void TakeFile::append(std::span<const float> samples) {
  constexpr std::size_t kPiece = 1024;
  while (!samples.empty()) {
    const std::span<const float> piece = samples.first(std::min(samples.size(), kPiece));
    if (frames_ + static_cast<std::int64_t>(piece.size()) > kLongest)
      throw Error(Fault::takeTooLong, {}, path_);
    check(file_.writeAt({reinterpret_cast<const char*>(piece.data()), piece.size_bytes()},
                        static_cast<std::int64_t>(kHeader) + frames_ * static_cast<std::int64_t>(kSample)));
    frames_ += static_cast<std::int64_t>(piece.size());
    samples = samples.subspan(piece.size());
  }
}

void TakeFile::sync() {
  check(file_.writeAt(header(rate_, frames_), 0));
  check(file_.sync());
}

void TakeFile::finish() {
  if (!file_.isOpen()) return;
  platform::File file = std::move(file_);
  const std::int64_t length =
      static_cast<std::int64_t>(kHeader) + frames_ * static_cast<std::int64_t>(kSample);
  const std::error_code cut = file.resize(length);  // a part of a sample that still found room
  check(file.writeAt(header(rate_, frames_), 0));
  check(file.sync());
  check(file.close());
  check(cut);
}

// The rate of a take of ours, whatever lengths its header tells.
static std::optional<int> rateOfTake(const std::string& bytes) {
  if (bytes.size() < kHeader) return std::nullopt;
  std::uint32_t rate = 0;
  for (std::size_t i = 0; i < 4; ++i)
    rate |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[kRateAt + i])) << (8 * i);
  std::string expected = header(static_cast<int>(rate), 0);
  for (const std::size_t lengthAt : {std::size_t{4}, std::size_t{46}, std::size_t{54}})
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(lengthAt), 4,
                expected.begin() + static_cast<std::ptrdiff_t>(lengthAt));
  if (bytes.compare(0, kHeader, expected) != 0) return std::nullopt;
  return static_cast<int>(rate);
}

// False when it is no take of ours, holds no sound, or cannot be repaired.
static bool repair(const fs::path& file) {
  std::string bytes(kHeader, '\0');
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  if (!stream.read(bytes.data(), kHeader)) return false;
  const std::optional<int> rate = rateOfTake(bytes);
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (!rate || error || size < kHeader + kSample) return false;
  const std::int64_t frames = std::min(static_cast<std::int64_t>((size - kHeader) / kSample), kLongest);
  const std::string right = header(*rate, frames);
  if (right != bytes && !stream.seekp(0).write(right.data(), kHeader).flush()) return false;
  const std::uintmax_t whole = kHeader + static_cast<std::uintmax_t>(frames) * kSample;
  if (size > whole) fs::resize_file(file, whole, error);
  return !error;
}

std::vector<fs::path> recoverTakes(const fs::path& folder) {
  std::vector<fs::path> takes;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (std::error_code ignored; entry->is_regular_file(ignored) && repair(entry->path()))
      takes.push_back(entry->path());
  std::ranges::sort(takes);
  return takes;
}

}  // namespace audio
