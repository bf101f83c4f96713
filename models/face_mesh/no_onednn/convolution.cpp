#include "models/face_mesh/convolution.h"

namespace face_mesh {

std::function<void()> prepared(const Convolution& convolution) { return loops(convolution); }

}  // namespace face_mesh
