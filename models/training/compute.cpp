#include "models/training/compute.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include <algorithm>

#include "models/networks/devices.h"
#include "models/training/communicator.h"

namespace training {

// LibTorch asks by device from 2.4 on.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
static bool isOn(at::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
static void turn(at::DeviceType device, bool on) { at::autocast::set_autocast_enabled(device, on); }
static at::ScalarType typeOf(at::DeviceType device) { return at::autocast::get_autocast_dtype(device); }
static void setType(at::DeviceType device, at::ScalarType type) {
  at::autocast::set_autocast_dtype(device, type);
}
#else
static bool isOn(at::DeviceType device) {
  return device == at::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
}
static void turn(at::DeviceType device, bool on) {
  device == at::kCPU ? at::autocast::set_cpu_enabled(on) : at::autocast::set_enabled(on);
}
static at::ScalarType typeOf(at::DeviceType device) {
  return device == at::kCPU ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype();
}
static void setType(at::DeviceType device, at::ScalarType type) {
  device == at::kCPU ? at::autocast::set_autocast_cpu_dtype(type)
                     : at::autocast::set_autocast_gpu_dtype(type);
}
#endif

Autocast::Autocast(const Compute& compute)
    : device_(compute.device.type()), wasOn_(isOn(device_)), typeBefore_(typeOf(device_)) {
  const bool isOn = compute.precision == base::Precision::bf16;
  at::autocast::increment_nesting();
  if (isOn) setType(device_, at::kBFloat16);
  turn(device_, isOn);
}

Autocast::~Autocast() {
  turn(device_, wasOn_);
  setType(device_, typeBefore_);
  // The copies of weights in 16 bits, which an update makes worthless.
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
}

Compute chooseCompute(base::Device device, base::Precision precision) {
  using Kind = base::Device::Kind;
  if (device.kind != Kind::cpu && device.index == 0)
    device.index = cardOfProcess() % std::max(1, networks::cards());
  return {networks::torchDevice(networks::chooseDevice(device)), precision};
}

}  // namespace training
