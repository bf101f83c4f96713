#include "models/speech_mouth/encoder.h"

#include "models/network_library.h"
#include "models/plugin/network_api.h"
#include "models/speech_mouth/encoder_backend.h"

namespace speech_mouth {

Encoder::Encoder(const std::filesystem::path& safetensors, int partSeconds)
    : backend_(models::networks().openEncoder(safetensors, partSeconds)) {}

Encoder::~Encoder() = default;

SpeechEncoding Encoder::encode(std::span<const std::int16_t> samples16k) const {
  return backend_->encode(samples16k);
}

}  // namespace speech_mouth
