#pragma once
#include <optional>
#include <string>

namespace base {

// What networks run on.
struct Device {
  enum class Kind { automatic, cpu, cuda };
  Kind kind = Kind::automatic;
  int index = 0;  // of the graphics card
  friend bool operator==(const Device&, const Device&) = default;
};

// The numbers that they calculate with.
enum class Precision { automatic, fp32, bf16, fp16 };

// "auto", "cpu", "cuda", "cuda:1"; "bf16".
std::string name(Device device);
const char* name(Precision precision);
std::optional<Device> deviceNamed(const std::string& text);  // nullopt: it is none
// Throw Error(usage).
Device parseDevice(const std::string& text);
Precision parsePrecision(const std::string& text);

}  // namespace base
