#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/face/analyser.h"
#include "core/face/cascade.h"

namespace face {

namespace {

struct Damaged {};

// dlib's portable number format (dlib/serialize.h): a control byte with sign and length, then little-endian
// bytes.
class NumberStream {
 public:
  explicit NumberStream(std::string_view bytes) : bytes_(bytes) {}

  std::int64_t integer() {
    const unsigned control = byte();
    const unsigned size = control & 0x0FU;
    if (size == 0 || size > 8 || (control & 0x70U) != 0) throw Damaged{};
    std::uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i) value |= static_cast<std::uint64_t>(byte()) << (8 * i);
    const auto magnitude = static_cast<std::int64_t>(value & 0x7FFFFFFFFFFFFFFFU);
    return (control & 0x80U) != 0 ? -magnitude : magnitude;
  }
  std::size_t within(std::int64_t low, std::int64_t high) {
    const std::int64_t value = integer();
    if (value < low || value > high) throw Damaged{};
    return static_cast<std::size_t>(value);
  }
  float real() {
    const std::int64_t mantissa = integer(), exponent = integer();
    if (exponent < -150 || exponent > 100) throw Damaged{};
    const double value = std::ldexp(static_cast<double>(mantissa), static_cast<int>(exponent));
    if (std::abs(value) > 1e6) throw Damaged{};
    return static_cast<float>(value);
  }
  bool atEnd() const { return at_ == bytes_.size(); }

 private:
  unsigned byte() {
    if (at_ >= bytes_.size()) throw Damaged{};
    return static_cast<unsigned char>(bytes_[at_++]);
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// A column vector; dlib stores the extents of a matrix as negative numbers.
void readColumn(NumberStream& in, float* out) {
  constexpr auto kRows = static_cast<std::int64_t>(kShapeValues);
  if (in.integer() != -kRows || in.integer() != -1) throw Damaged{};
  for (std::size_t i = 0; i < kShapeValues; ++i) out[i] = in.real();
}

// Rounded to a 65534th of their range: 1e-6 of the box, far below what a pixel is.
void setLeaves(Cascade::Stage& stage, const std::vector<float>& leaves) {
  float most = 1e-12F;
  for (const float v : leaves) most = std::max(most, std::abs(v));
  stage.step = most / 32767;
  stage.leaves.reserve(leaves.size());
  for (const float v : leaves) stage.leaves.push_back(static_cast<std::int16_t>(std::lround(v / stage.step)));
}

void readTrees(NumberStream& in, Cascade& cascade, Cascade::Stage& stage) {
  std::vector<float> leaves;
  const std::size_t trees = in.within(1, 10000);
  for (std::size_t tree = 0; tree < trees; ++tree) {
    const std::size_t splits = in.within(1, 255);
    if (cascade.splitsPerTree == 0) cascade.splitsPerTree = splits;
    if (splits != cascade.splitsPerTree || ((splits + 1) & splits) != 0) throw Damaged{};
    for (std::size_t s = 0; s < splits; ++s) {
      const auto first = static_cast<std::uint16_t>(in.within(0, 65535));
      const auto second = static_cast<std::uint16_t>(in.within(0, 65535));
      stage.splits.push_back({first, second, in.real()});
    }
    if (in.within(0, 256) != splits + 1) throw Damaged{};
    const std::size_t begin = leaves.size();
    leaves.resize(begin + (splits + 1) * kShapeValues);
    for (std::size_t leaf = 0; leaf <= splits; ++leaf) {
      readColumn(in, &leaves[begin + leaf * kShapeValues]);
    }
  }
  setLeaves(stage, leaves);
}

void readAnchors(NumberStream& in, Cascade& cascade) {
  if (in.within(1, 100) != cascade.stages.size()) throw Damaged{};
  for (Cascade::Stage& stage : cascade.stages) {
    stage.anchors.resize(in.within(1, 65536));
    for (std::uint8_t& anchor : stage.anchors) anchor = static_cast<std::uint8_t>(in.within(0, 67));
  }
}

void readOffsets(NumberStream& in, Cascade& cascade) {
  if (in.within(1, 100) != cascade.stages.size()) throw Damaged{};
  for (Cascade::Stage& stage : cascade.stages) {
    if (in.within(1, 65536) != stage.anchors.size()) throw Damaged{};
    for (std::size_t f = 0; f < stage.anchors.size(); ++f) {
      const float x = in.real(), y = in.real();
      stage.offsets.push_back({x, y});
    }
  }
}

void checkFeatures(const Cascade& cascade) {
  for (const Cascade::Stage& stage : cascade.stages) {
    for (const Cascade::Split& split : stage.splits) {
      if (split.first >= stage.anchors.size() || split.second >= stage.anchors.size()) throw Damaged{};
    }
  }
}

Cascade parse(std::string_view bytes) {
  NumberStream in(bytes);
  Cascade cascade;
  if (in.integer() != 1) throw Damaged{};
  readColumn(in, &cascade.mean[0].x);
  cascade.stages.resize(in.within(1, 100));
  for (Cascade::Stage& stage : cascade.stages) readTrees(in, cascade, stage);
  readAnchors(in, cascade);
  readOffsets(in, cascade);
  if (!in.atEnd()) throw Damaged{};
  checkFeatures(cascade);
  return cascade;
}

void checkThere(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::status(path, ignored).type() != std::filesystem::file_type::not_found) return;
  throw base::Error(base::Fault::landmarksMissing, {}, path);
}

std::shared_ptr<const Cascade> read(const std::filesystem::path& path) {
  const std::string bytes = base::readFile(path);
  try {
    return std::make_shared<const Cascade>(parse(bytes));
  } catch (const Damaged&) {
    throw base::Error(base::Fault::landmarksDamaged, {}, path);
  }
}

}  // namespace

std::shared_ptr<const Cascade> loadCascade(const std::filesystem::path& path) {
  // Reading takes a third of a second and 70 MB, and the result never changes: all analysers of a process
  // share it.
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Cascade>> cascades;  // by identity
  checkThere(path);
  const std::lock_guard lock(mutex);
  auto& cascade = cascades[base::identityOf(path)];
  if (cascade == nullptr) cascade = read(path);
  return cascade;
}

std::optional<std::string> landmarkSum(const std::filesystem::path& landmarks, const std::stop_token& stop) {
  static std::mutex mutex;
  static std::map<std::string, std::string> sums;  // by identity
  checkThere(landmarks);
  const std::string identity = base::identityOf(landmarks);
  {
    const std::lock_guard lock(mutex);
    if (const auto known = sums.find(identity); known != sums.end()) return known->second;
  }
  const std::optional<std::string> sum = base::sha256OfFile(landmarks, stop);
  const std::lock_guard lock(mutex);
  if (sum) sums[identity] = *sum;
  return sum;
}

}  // namespace face
