#include "models/talklip/backends/devices.h"

#include <ATen/Context.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include "core/base/error.h"

namespace talklip {

using base::Error;
using base::Fault;

// Cards that LibTorch can use; asked without any CUDA header, so that one source serves builds with and
// without.
static int cards() {
  if (!at::globalContext().hasCUDA()) return 0;
  return c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount();
}

base::Device chooseDevice(base::Device wish) {
  using Kind = base::Device::Kind;
  if (wish.kind == Kind::automatic) wish.kind = cards() > 0 ? Kind::cuda : Kind::cpu;
  if (wish.kind == Kind::cuda && wish.index >= cards())
    throw Error(Fault::cardMissing, {{"device", name(wish)}, {"cards", cards()}});
  return wish;
}

at::Device torchDevice(base::Device device) {
  return device.kind == base::Device::Kind::cpu
             ? at::Device(at::kCPU)
             : at::Device(at::kCUDA, static_cast<at::DeviceIndex>(device.index));
}

bool hasBf16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16") != 0;
#else
  return false;
#endif
}

}  // namespace talklip
