#include <cstring>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/face/analyser.h"

namespace face {

namespace {

// "RDFA", version, size of a Face (guards against another layout), the analysis, SHA-256 of all before as
// hexadecimal.
constexpr std::string_view kMagic = "RDFA";
constexpr std::int32_t kVersion = 2;
constexpr std::size_t kDigest = 64;

struct Damaged {};

template <typename T>
void put(std::string& out, const T& value) {
  static_assert(std::is_trivially_copyable_v<T>);
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : left_(bytes) {}
  template <typename T>
  T take() {
    static_assert(std::is_trivially_copyable_v<T>);
    if (left_.size() < sizeof(T)) throw Damaged{};
    T value;
    std::memcpy(&value, left_.data(), sizeof(T));
    left_.remove_prefix(sizeof(T));
    return value;
  }
  // A count of things that take at least `each` bytes.
  std::size_t count(std::size_t each) {
    const auto n = take<std::int64_t>();
    if (n < 0 || static_cast<std::size_t>(n) > left_.size() / each) throw Damaged{};
    return static_cast<std::size_t>(n);
  }
  bool atEnd() const { return left_.empty(); }

 private:
  std::string_view left_;
};

constexpr std::size_t kFaceBytes = sizeof(Landmarks) + sizeof(base::Rect) + sizeof(float) + 1;

void putFace(std::string& out, const Face& face) {
  put(out, face.seen);
  if (face.seen == Seen::no) return;
  put(out, face.points);
  put(out, face.box);
  put(out, face.misfit);
}

Face takeFace(Bytes& in) {
  Face face;
  const auto seen = in.take<std::uint8_t>();
  if (seen > static_cast<std::uint8_t>(Seen::filled)) throw Damaged{};
  face.seen = static_cast<Seen>(seen);
  if (face.seen == Seen::no) return face;
  face.points = in.take<Landmarks>();
  face.box = in.take<base::Rect>();
  face.misfit = in.take<float>();
  return face;
}

Analysis parse(std::string_view bytes) {
  Bytes in(bytes);
  Analysis analysis;
  analysis.landmarks.resize(in.count(1));
  for (char& c : analysis.landmarks) c = in.take<char>();
  analysis.width = in.take<std::int32_t>();
  analysis.height = in.take<std::int32_t>();
  analysis.frames = in.take<FrameNo>();
  analysis.cuts.resize(in.count(sizeof(FrameNo)));
  for (FrameNo& cut : analysis.cuts) cut = in.take<FrameNo>();
  analysis.tracks.resize(in.count(16));
  for (Track& track : analysis.tracks) {
    track.id = in.take<std::int32_t>();
    track.first = in.take<FrameNo>();
    track.faces.resize(in.count(1));
    for (Face& face : track.faces) face = takeFace(in);
  }
  if (!in.atEnd()) throw Damaged{};
  return analysis;
}

}  // namespace

static std::string bytesOf(const Analysis& analysis) {
  std::string out(kMagic);
  put(out, kVersion);
  put(out, static_cast<std::uint32_t>(kFaceBytes));
  put(out, static_cast<std::int64_t>(analysis.landmarks.size()));
  out += analysis.landmarks;
  put(out, static_cast<std::int32_t>(analysis.width));
  put(out, static_cast<std::int32_t>(analysis.height));
  put(out, analysis.frames);
  put(out, static_cast<std::int64_t>(analysis.cuts.size()));
  for (const FrameNo cut : analysis.cuts) put(out, cut);
  put(out, static_cast<std::int64_t>(analysis.tracks.size()));
  for (const Track& track : analysis.tracks) {
    put(out, static_cast<std::int32_t>(track.id));
    put(out, track.first);
    put(out, static_cast<std::int64_t>(track.faces.size()));
    for (const Face& face : track.faces) putFace(out, face);
  }
  return out;
}

std::string sumOf(const Analysis& analysis) { return base::sha256(bytesOf(analysis)); }

void writeAnalysis(const Analysis& analysis, const std::filesystem::path& path) {
  std::string out = bytesOf(analysis);
  out += base::sha256(out);
  base::writeFile(path, out);
}

std::optional<Analysis> readAnalysis(const std::filesystem::path& path) {
  try {
    const std::string file = base::readFile(path);
    const std::size_t head = kMagic.size() + 2 * sizeof(std::int32_t);
    if (file.size() < head + kDigest || file.compare(0, kMagic.size(), kMagic) != 0) return std::nullopt;
    const std::string_view body = std::string_view(file).substr(0, file.size() - kDigest);
    Bytes versions(body.substr(kMagic.size()));
    if (versions.take<std::int32_t>() != kVersion || versions.take<std::uint32_t>() != kFaceBytes)
      return std::nullopt;
    if (base::sha256(body) != std::string_view(file).substr(body.size())) return std::nullopt;
    return parse(body.substr(head));
  } catch (const base::Error&) {
    return std::nullopt;
  } catch (const Damaged&) {
    return std::nullopt;
  }
}

}  // namespace face
