#include "core/live/patch_file.h"

#include <cstring>

#include "core/base/file.h"

namespace dub {

namespace {

// "RDPT", version; sizes of the pictures that follow it; SHA-256 of all before and the key, as hexadecimal.
struct Head {
  char magic[4] = {'R', 'D', 'P', 'T'};
  std::int32_t version = 1;
  std::int32_t width = 0, height = 0, alphaWidth = 0, alphaHeight = 0;
  base::Similarity toFrame;
  face::Landmarks points{};
  float strength = 1;
};
static_assert(std::is_trivially_copyable_v<Head>);

constexpr std::size_t kDigest = 64;
constexpr std::int32_t kMostPixels = 1 << 15;  // a side

std::string_view view(const base::Image& image) {
  return {reinterpret_cast<const char*>(image.data.data()), image.data.size()};
}

std::string digest(std::string_view body, const std::string& key) {
  base::Sha256 sum;
  sum.add(body);
  sum.add(key);
  return sum.hex();
}

bool isSize(std::int32_t width, std::int32_t height) {
  return width >= 0 && height >= 0 && width <= kMostPixels && height <= kMostPixels;
}

base::Image take(std::string_view& bytes, std::int32_t width, std::int32_t height, int channels) {
  base::Image image;
  if (width == 0 || height == 0) return image;
  image = base::Image(width, height, channels);
  std::memcpy(image.data.data(), bytes.data(), image.bytes());
  bytes.remove_prefix(image.bytes());
  return image;
}

std::size_t area(std::int32_t width, std::int32_t height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

}  // namespace

std::string toBytes(const PatchCache::Painted& painted, const std::string& key) {
  const face::Patch& patch = painted.patch;
  const Head head{.width = patch.bgr.width,
                  .height = patch.bgr.height,
                  .alphaWidth = patch.alpha.width,
                  .alphaHeight = patch.alpha.height,
                  .toFrame = patch.toFrame,
                  .points = painted.points,
                  .strength = painted.strength};
  std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
  bytes += view(patch.bgr);
  bytes += view(patch.alpha);
  return bytes + digest(bytes, key);
}

std::optional<PatchCache::Painted> parsePainted(std::string_view bytes, const std::string& key) {
  if (bytes.size() < sizeof(Head) + kDigest) return std::nullopt;
  const std::string_view body = bytes.substr(0, bytes.size() - kDigest);
  if (digest(body, key) != bytes.substr(body.size())) return std::nullopt;
  Head head;
  std::memcpy(static_cast<void*>(&head), body.data(), sizeof head);
  const bool isOurs = std::memcmp(head.magic, Head().magic, sizeof head.magic) == 0 &&
                      head.version == Head().version && isSize(head.width, head.height) &&
                      isSize(head.alphaWidth, head.alphaHeight);
  std::string_view pixels = body.substr(sizeof head);
  if (!isOurs || pixels.size() != 3 * area(head.width, head.height) + area(head.alphaWidth, head.alphaHeight))
    return std::nullopt;
  PatchCache::Painted painted{.points = head.points, .strength = head.strength};
  painted.patch.bgr = take(pixels, head.width, head.height, 3);
  painted.patch.alpha = take(pixels, head.alphaWidth, head.alphaHeight, 1);
  painted.patch.toFrame = head.toFrame;
  return painted;
}

}  // namespace dub
