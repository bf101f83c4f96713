#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "models/face_mesh/detection.h"

// MediaPipe's face landmarks (Apache-2.0): a detector and the attention mesh, computed from the files of the
// package @mediapipe/face_mesh 0.4.1657299874. Method: Grishchenko, Ablavatski, Kartynnik, Raveendran,
// Grundmann 2020, "Attention Mesh: High-fidelity Face Mesh Prediction in Real-time"; Bazarevsky et al. 2019,
// "BlazeFace".
namespace face_mesh {

inline constexpr std::size_t kPoints = 478, kWithoutIris = 468;
inline constexpr double kLeastPresence = 0.5;

struct MeshPoint {
  float x = 0, y = 0;  // pixels of the picture, pixel k covers k .. k+1; may lie outside
  float z = 0;         // towards the back, in the same scale
};

struct Mesh {
  std::array<MeshPoint, kPoints> points{};
  double presence = 0;  // chance that this is a face; above kLeastPresence it is one
};

// Where the network is to look next, from all points of a look before.
Region regionOf(const Mesh& mesh);

// One thread at a time.
class FaceMesh {
 public:
  // `assets`: the package's face_mesh_solution_packed_assets.data. Throws Error: notFound, unreadable,
  // modelForeign (another file), modelDamaged.
  explicit FaceMesh(const std::filesystem::path& assets);
  FaceMesh(FaceMesh&&) noexcept;
  ~FaceMesh();

  // Faces of a BGR picture, in its pixels, the most certain first.
  std::vector<Detection> detect(const base::Image& picture);
  // The same in a square part of it: small faces.
  std::vector<Detection> detect(const base::Image& picture, const Region& part);
  // One look.
  Mesh look(const base::Image& picture, const Region& region);
  // Two looks, the second where the first found the face: what a region of another detector needs. nullopt:
  // there is no face.
  std::optional<Mesh> find(const base::Image& picture, const Region& region);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace face_mesh
