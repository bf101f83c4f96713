#include "core/face/kernels.h"

namespace face {

namespace baseline {
HogDetector makeHogDetector();
void runCascade(const Cascade&, const GreyView&, std::span<const base::Similarity>, std::span<Landmarks>);
}  // namespace baseline

#ifdef REDUB_HAS_AVX2_KERNELS
namespace avx2 {
HogDetector makeHogDetector();
void runCascade(const Cascade&, const GreyView&, std::span<const base::Similarity>, std::span<Landmarks>);
}  // namespace avx2
#endif

Kernels kernels() {
#ifdef REDUB_HAS_AVX2_KERNELS
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return {avx2::makeHogDetector, avx2::runCascade};
  }
#endif
  return {baseline::makeHogDetector, baseline::runCascade};
}

}  // namespace face
