#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "core/speech/viseme.h"

namespace speech_mouth {

inline constexpr int kHidden = 128;

// What is said in every 40 ms step.
struct SpeechEncoding {
  std::vector<std::array<float, speech::kVisemes>> visemes;  // posteriors
  std::vector<speech::Articulation> articulation;
  std::vector<std::array<float, kHidden>> hidden;  // last layer, for fitted mappings
  std::size_t steps() const { return articulation.size(); }
};

class EncoderBackend;

// The built-in speech-to-mouth network: log-filterbank rows -> dilated convolutions -> visemes and
// articulations. Speech of any length: level statistics are those of the whole speech, all else
// is done in parts of `partSeconds` that overlap by what the network sees, so that joints differ from the
// uncut result by less than 1e-3. Thread-safe after construction.
class Encoder {
 public:
  // Throws Error(notFound / unreadable) for a missing or foreign file.
  explicit Encoder(const std::filesystem::path& safetensors, int partSeconds = 60);
  ~Encoder();
  SpeechEncoding encode(std::span<const std::int16_t> samples16k) const;

 private:
  std::unique_ptr<const EncoderBackend> backend_;
};

}  // namespace speech_mouth
