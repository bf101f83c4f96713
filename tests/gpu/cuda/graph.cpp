#include "tests/gpu/graph.h"

#include <ATen/ATen.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include "core/base/stopwatch.h"
#include "models/networks/generator.h"

namespace gpu {

double paintedByGraph(const networks::Weights& weights, at::ScalarType type, std::size_t batch,
                      double seconds) {
  const at::Device device = weights.begin()->second.device();
  if (!device.is_cuda()) return 0;
  const c10::cuda::CUDAStream stream = c10::cuda::getStreamFromPool(true, device.index());
  const c10::cuda::CUDAStreamGuard guard(stream);
  const at::TensorOptions options = at::TensorOptions(device).dtype(type);
  const auto count = static_cast<std::int64_t>(batch);
  const at::Tensor faces =
      at::full({count, 6, 96, 96}, 0.5, options).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor speech = at::full({count, 512}, 0.1, options);
  at::Tensor out;
  for (int warmUp = 0; warmUp < 3; ++warmUp) out = networks::generate(weights, faces, speech);
  stream.synchronize();
  at::cuda::CUDAGraph graph;
  graph.capture_begin();
  out = networks::generate(weights, faces, speech);
  graph.capture_end();
  std::int64_t done = 0;
  const base::Stopwatch watch;
  do {
    for (int i = 0; i < 8; ++i, ++done) graph.replay();
    stream.synchronize();
  } while (watch.wallSec() < seconds);
  return static_cast<double>(done * count) / watch.wallSec();
}

}  // namespace gpu
