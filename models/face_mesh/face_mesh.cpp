#include "models/face_mesh/face_mesh.h"

#include <algorithm>
#include <cmath>

#include "models/face_mesh/assets.h"
#include "models/face_mesh/network.h"

namespace face_mesh {
namespace {

constexpr int kEdge = 192;
constexpr double kEnlarged = 1.5;
constexpr std::size_t kLeftCorner = 33, kRightCorner = 263;  // outer corners of the eyes
constexpr std::size_t kLids = 16;                            // first of an eye's points

// Outputs of the attention network.
enum Output : std::size_t { kWhole, kLips, kLeftEye, kRightEye, kLeftIris, kRightIris, kFlag };

constexpr std::array<std::size_t, 80> kLipPoints{
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0,  267, 269, 270, 409,
    78, 95,  88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
    76, 77,  90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408,
    62, 96,  89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407};
constexpr std::array<std::size_t, 71> kLeftEyePoints{
    33,  7,   163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25,
    110, 24,  23,  22,  26,  112, 243, 247, 30,  29,  27,  28,  56,  190, 226, 31,  228, 229,
    230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221, 189, 35,  124, 46,  53,  52,  65,
    143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70,  63,  105, 66,  107, 55,  193};
constexpr std::array<std::size_t, 71> kRightEyePoints{
    263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255,
    339, 254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449,
    450, 451, 452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295,
    372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417};

using Points = std::array<MeshPoint, kPoints>;

// x and y of the points, z stays.
void refine(Points& points, std::span<const std::size_t> which, std::span<const float> places) {
  for (std::size_t i = 0; i < which.size(); ++i)
    points[which[i]].x = places[2 * i], points[which[i]].y = places[2 * i + 1];
}

// As deep as the lids around it.
void addIris(Points& points, std::size_t first, std::span<const float> places,
             std::span<const std::size_t> eye) {
  float depth = 0;
  for (const std::size_t lid : eye.first(kLids)) depth += points[lid].z / kLids;
  for (std::size_t i = 0; 2 * i < places.size(); ++i)
    points[first + i] = {places[2 * i], places[2 * i + 1], depth};
}

}  // namespace

struct FaceMesh::Impl {
  explicit Impl(const std::string& assets)
      : detector(graphOf(assets, kDetector)), attention(graphOf(assets, kAttention)) {}
  Network detector, attention;
};

FaceMesh::FaceMesh(const std::filesystem::path& assets) : impl_(std::make_unique<Impl>(readAssets(assets))) {}
FaceMesh::FaceMesh(FaceMesh&&) noexcept = default;
FaceMesh::~FaceMesh() = default;

Region regionOf(const Mesh& mesh) {
  const auto [left, right] = std::ranges::minmax(mesh.points, {}, &MeshPoint::x);
  const auto [top, bottom] = std::ranges::minmax(mesh.points, {}, &MeshPoint::y);
  const MeshPoint &from = mesh.points[kLeftCorner], &to = mesh.points[kRightCorner];
  return {{(left.x + right.x) / 2., (top.y + bottom.y) / 2.},
          kEnlarged * std::max(right.x - left.x, bottom.y - top.y),
          std::atan2(to.y - from.y, to.x - from.x)};
}

std::vector<Detection> FaceMesh::detect(const base::Image& picture) {
  return detect(picture, wholeOf(picture));
}

std::vector<Detection> FaceMesh::detect(const base::Image& picture, const Region& part) {
  sample(picture, part, kDetectorEdge, Outside::black, {1 / 127.5F, -1}, impl_->detector.input());
  impl_->detector.run();
  std::vector<Detection> faces = decode(impl_->detector.output(0), impl_->detector.output(1));
  for (Detection& face : faces) face = placed(face, part);
  return faces;
}

// A network that sees no face may send the next look anywhere.
static bool isUsable(const Region& region) {
  constexpr double kFar = 1e6;
  return std::abs(region.centre.x) < kFar && std::abs(region.centre.y) < kFar && region.side > 1 &&
         region.side < kFar && std::isfinite(region.rotation);
}

Mesh FaceMesh::look(const base::Image& picture, const Region& region) {
  if (!isUsable(region) || picture.empty()) return {};
  Network& network = impl_->attention;
  sample(picture, region, kEdge, Outside::repeated, {}, network.input());
  network.run();
  Mesh mesh;
  const std::span<const float> whole = network.output(kWhole);
  for (std::size_t i = 0; i < kWithoutIris; ++i)
    mesh.points[i] = {whole[3 * i], whole[3 * i + 1], whole[3 * i + 2]};
  refine(mesh.points, kLipPoints, network.output(kLips));
  refine(mesh.points, kLeftEyePoints, network.output(kLeftEye));
  refine(mesh.points, kRightEyePoints, network.output(kRightEye));
  addIris(mesh.points, kWithoutIris, network.output(kLeftIris), kLeftEyePoints);
  addIris(mesh.points, kWithoutIris + 5, network.output(kRightIris), kRightEyePoints);
  for (MeshPoint& point : mesh.points) {
    const Place place = placeIn(region, point.x / kEdge, point.y / kEdge);
    point = {static_cast<float>(place.x), static_cast<float>(place.y),
             static_cast<float>(point.z * region.side / kEdge)};
  }
  mesh.presence = 1 / (1 + std::exp(-static_cast<double>(network.output(kFlag)[0])));
  return mesh;
}

std::optional<Mesh> FaceMesh::find(const base::Image& picture, const Region& region) {
  const Mesh mesh = look(picture, regionOf(look(picture, region)));
  return mesh.presence > kLeastPresence ? std::optional(mesh) : std::nullopt;
}

}  // namespace face_mesh
