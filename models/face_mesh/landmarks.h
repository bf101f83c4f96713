#pragma once
#include "core/face/landmark_network.h"
#include "models/face_mesh/face_mesh.h"

namespace face_mesh {

// The 68 iBUG points as they lie among the mesh's, in the engine's pixels.
face::Landmarks landmarksOf(const Mesh& mesh);

// The landmarks of the installed file; without one it makes nothing. Reads the file only when it makes one.
face::LandmarkNetworkSource landmarkNetwork();

}  // namespace face_mesh
