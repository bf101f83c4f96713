#pragma once
#include <filesystem>
#include <memory>

#include "models/speech_mouth/encoder.h"

namespace speech_mouth {

// What the encoder is made of, in the library of networks.
class EncoderBackend {
 public:
  virtual ~EncoderBackend() = default;
  virtual SpeechEncoding encode(std::span<const std::int16_t> samples16k) const = 0;
};

// Throws as Encoder's constructor does.
std::unique_ptr<EncoderBackend> openEncoderBackend(const std::filesystem::path& safetensors, int partSeconds);

}  // namespace speech_mouth
