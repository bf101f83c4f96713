#include "models/face_mesh/landmarks.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/face_mesh/assets.h"
#include "models/face_mesh/installed.h"

namespace face_mesh {

using base::Point;

namespace {

// Where iBUG's point lies between two of the mesh it is their mean.
constexpr std::array<std::pair<int, int>, 68> kIbug{{
    {127, 127}, {234, 234}, {93, 132},  {132, 58},  {172, 58},  {136, 136}, {149, 150},
    {176, 148}, {152, 152}, {400, 377}, {378, 379}, {365, 365}, {397, 288}, {361, 288},
    {323, 361}, {454, 454}, {356, 356},                                                  // jaw
    {70, 46},   {63, 105},  {105, 66},  {66, 107},  {107, 55},                           // brows
    {336, 285}, {336, 296}, {296, 334}, {334, 293}, {300, 276},                          //
    {168, 168}, {6, 197},   {195, 195}, {4, 4},                                          // nose
    {75, 75},   {97, 97},   {2, 2},     {326, 326}, {305, 305},                          //
    {33, 33},   {160, 159}, {158, 158}, {133, 133}, {153, 153}, {144, 144},              // eyes
    {362, 362}, {385, 385}, {387, 386}, {263, 263}, {373, 373}, {380, 380},              //
    {61, 61},   {39, 40},   {37, 37},   {0, 0},     {267, 267}, {269, 270}, {291, 291},  // outer lips
    {405, 321}, {314, 314}, {17, 17},   {84, 84},   {181, 91},                           //
    {78, 78},   {82, 82},   {13, 13},   {312, 312}, {308, 308}, {317, 317}, {14, 14},
    {87, 87},  // inner lips
}};

constexpr float kHalfPixel = 0.5F;  // the engine's pixel k is at k

face::Square squareOf(const Region& region) {
  return {
      {static_cast<float>(region.centre.x) - kHalfPixel, static_cast<float>(region.centre.y) - kHalfPixel},
      static_cast<float>(region.side),
      static_cast<float>(region.rotation)};
}

// Where the mesh looks at a face whose box is the cascade's; on eight faces their squares lay
// within 0.06 and 3 % of this.
constexpr Point kMiddleOfBox{0.48F, 0.515F};
constexpr float kSideOfBox = 1.69F;
face::Square squareOf(const base::Similarity& box) {
  return {box(kMiddleOfBox), kSideOfBox * box.scale(), std::atan2(box.b, box.a)};
}

// The other way round.
base::Similarity boxOf(const face::Square& square) {
  const float scale = square.side / kSideOfBox;
  const float a = scale * std::cos(square.rotation), b = scale * std::sin(square.rotation);
  return {a, b, square.centre.x - a * kMiddleOfBox.x + b * kMiddleOfBox.y,
          square.centre.y - b * kMiddleOfBox.x - a * kMiddleOfBox.y};
}

class Network final : public face::LandmarkNetwork {
 public:
  explicit Network(const std::filesystem::path& assets) : mesh_(assets) {}

  std::optional<face::Sight> look(const face::Picture& picture, const face::Square& square) override {
    return sightOf(meshIn(picture, square));
  }
  std::optional<face::Sight> find(const face::Picture& picture, const base::Similarity& box) override {
    return sightOf(meshIn(picture, squareOf(regionOf(meshIn(picture, squareOf(box))))));
  }
  std::vector<base::Similarity> detect(const face::Picture& picture) override {
    const face::Picture::Part whole = picture.colours({0, 0, picture.grey().width, picture.grey().height});
    std::vector<base::Similarity> boxes;
    for (const Detection& detection : mesh_.detect(whole.bgr))
      boxes.push_back(boxOf(squareOf(regionOf(detection))));
    return boxes;
  }

 private:
  static std::optional<face::Sight> sightOf(const Mesh& mesh) {
    if (!(mesh.presence > kLeastPresence)) return std::nullopt;
    return face::Sight{landmarksOf(mesh), squareOf(regionOf(mesh)), static_cast<float>(mesh.presence)};
  }

  // Looks at the colours around the square only.
  Mesh meshIn(const face::Picture& picture, const face::Square& square) {
    constexpr float kFar = 1e5F, kMargin = 2;
    const float reach =
        square.side * (std::abs(std::cos(square.rotation)) + std::abs(std::sin(square.rotation))) / 2 +
        kMargin;
    const bool isNear = std::abs(square.centre.x) < kFar && std::abs(square.centre.y) < kFar && reach < kFar;
    if (!isNear) return {};
    const int left = static_cast<int>(std::floor(square.centre.x - reach)),
              top = static_cast<int>(std::floor(square.centre.y - reach)),
              side = static_cast<int>(std::ceil(2 * reach)) + 1;
    const face::Picture::Part part = picture.colours({left, top, side, side});
    Mesh mesh = mesh_.look(part.bgr, {{square.centre.x + kHalfPixel - static_cast<float>(part.x),
                                       square.centre.y + kHalfPixel - static_cast<float>(part.y)},
                                      square.side,
                                      square.rotation});
    for (MeshPoint& p : mesh.points) p.x += static_cast<float>(part.x), p.y += static_cast<float>(part.y);
    return mesh;
  }

  FaceMesh mesh_;
};

}  // namespace

face::Landmarks landmarksOf(const Mesh& mesh) {
  face::Landmarks points;
  std::ranges::transform(kIbug, points.begin(), [&](const auto& between) {
    const MeshPoint &a = mesh.points[between.first], &b = mesh.points[between.second];
    return Point{(a.x + b.x) / 2 - kHalfPixel, (a.y + b.y) / 2 - kHalfPixel};
  });
  return points;
}

face::LandmarkNetworkSource landmarkNetwork() {
  const std::filesystem::path file = installedFile();
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return {};
  return {std::string("face mesh ") + std::string(kAssetsSha256).substr(0, 8),
          [file] { return std::make_unique<Network>(file); }};
}

}  // namespace face_mesh
