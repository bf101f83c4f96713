#include "tests/gpu/graph.h"

namespace gpu {

double paintedByGraph(const networks::Weights&, at::ScalarType, std::size_t, double) { return 0; }

}  // namespace gpu
