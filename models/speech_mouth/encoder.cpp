#include "models/speech_mouth/encoder.h"

#include "models/network_library.h"
#include "models/speech_mouth/listener.h"

namespace speech_mouth {

struct Encoder::Impl {
  std::unique_ptr<Listener> listener;
};

Encoder::Encoder(const std::filesystem::path& safetensors, int partSeconds) {
  using Open = Listener* (*)(const std::filesystem::path&, int);
  const auto open = reinterpret_cast<Open>(models::networkSymbol("redubOpenListener"));
  impl_ = std::make_unique<Impl>(std::unique_ptr<Listener>(open(safetensors, partSeconds)));
}

Encoder::~Encoder() = default;

Heard Encoder::hear(std::span<const std::int16_t> samples16k) const {
  return impl_->listener->hear(samples16k);
}

}  // namespace speech_mouth
