#include "core/base/compute.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "core/base/names.h"

namespace base {

static constexpr std::array<std::pair<const char*, Precision>, 4> kPrecisions{{{"auto", Precision::automatic},
                                                                               {"fp32", Precision::fp32},
                                                                               {"bf16", Precision::bf16},
                                                                               {"fp16", Precision::fp16}}};
static constexpr std::string_view kCard = "cuda:";

std::string name(Device device) {
  switch (device.kind) {
    case Device::Kind::automatic:
      return "auto";
    case Device::Kind::cpu:
      return "cpu";
    case Device::Kind::cuda:
      break;
  }
  return device.index == 0 ? "cuda" : std::string(kCard) + std::to_string(device.index);
}

std::optional<Device> deviceNamed(const std::string& text) {
  if (text == "auto") return Device{};
  if (text == "cpu") return Device{Device::Kind::cpu};
  if (text == "cuda") return Device{Device::Kind::cuda};
  if (!text.starts_with(kCard)) return std::nullopt;
  Device device{Device::Kind::cuda};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + kCard.size(), end, device.index);
  return error == std::errc{} && stop == end && device.index >= 0 ? std::optional(device) : std::nullopt;
}

Device parseDevice(const std::string& text) {
  if (const std::optional<Device> device = deviceNamed(text)) return *device;
  throw Error(Fault::deviceUnknown, {{"device", text}});
}

const char* name(Precision precision) { return nameIn(kPrecisions, precision); }
Precision parsePrecision(const std::string& text) { return parseIn(kPrecisions, text, "precision"); }

}  // namespace base
