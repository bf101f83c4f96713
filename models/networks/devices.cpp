#include "models/networks/devices.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <array>

#include "core/base/error.h"
#include "core/base/platform/library.h"

namespace networks {

using base::Error;
using base::Fault;

// Asked without any CUDA header, so that one source serves builds with and without.
int cards() {
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

// The driver is asked, which LibTorch has loaded and begun to use.
std::string cardName(const at::Device& device) {
  if (!device.is_cuda()) return {};
  std::string reason;
  void* driver = platform::openLibrary("libcuda.so.1", reason);
  void* ask = driver == nullptr ? nullptr : platform::symbolOf(driver, "cuDeviceGetName");
  if (ask == nullptr) return {};
  std::array<char, 128> text{};
  const int failure = reinterpret_cast<int (*)(char*, int, int)>(ask)(
      text.data(), static_cast<int>(text.size() - 1), device.has_index() ? device.index() : 0);
  return failure == 0 ? std::string(text.data()) : std::string();
}

bool hasBf16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16") != 0;
#else
  return false;
#endif
}

at::Device deviceOf(const Weights& weights) {
  return weights.empty() ? at::Device(at::kCPU) : weights.begin()->second.device();
}

Weights onDevice(const Weights& weights, const at::Device& device) {
  Weights moved;
  for (const auto& [name, tensor] : weights) moved[name] = tensor.to(device);
  return moved;
}

}  // namespace networks
