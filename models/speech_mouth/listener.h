#pragma once
#include <filesystem>
#include <memory>

#include "models/speech_mouth/encoder.h"

namespace speech_mouth {

// What the encoder is made of, behind the door to LibTorch.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual Heard hear(std::span<const std::int16_t> samples16k) const = 0;
};

// Throws as Encoder's constructor does.
std::unique_ptr<Listener> openListener(const std::filesystem::path& safetensors, int partSeconds);

}  // namespace speech_mouth
