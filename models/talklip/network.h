#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/compute.h"

namespace talklip {

inline constexpr int kEdge = 96;  // of the crops that the authors' image network sees
// Values of one picture.
constexpr std::size_t planeSize(int edge) {
  return static_cast<std::size_t>(edge) * static_cast<std::size_t>(edge);
}
constexpr std::size_t inputSize(int edge) { return 6 * planeSize(edge); }
constexpr std::size_t outputSize(int edge) { return 3 * planeSize(edge); }

// Only rows from here on are pasted as long as the mask is of a usual size: the work above is saved.
constexpr int lowerFace(int edge) { return edge * 5 / 12; }

// The wishes of a user; `automatic` = the best that this machine has.
struct Choice {
  base::Device device;
  base::Precision precision = base::Precision::automatic;
  std::size_t batch = 0;  // pictures at once; 0 = what suits the device
};

// What speech vectors are made from.
enum class SpeechInput {
  steps,    // TalkLip: log-filterbank features of a whole stretch of speech, a vector for every 40 ms
  patches,  // Wav2Lip: a mel patch of 0.2 s for every picture
};

// The two networks of a lip model, in the library of networks. Every function may be called from several
// threads at once.
class Network {
 public:
  virtual ~Network() = default;
  // A picture's vector is the sum of those that its inputs give.
  virtual bool hears(SpeechInput input) const = 0;
  virtual int edge() const = 0;  // of the crops, pixels; a multiple of 24
  // Values of a speech vector.
  virtual std::size_t vectorSize() const = 0;
  // steps: [steps, 104] features -> [steps, vectorSize]. patches: [n, 80, 16] mel patches -> [n, vectorSize].
  // Memory grows with the square of the steps. The network must hear it.
  virtual std::vector<float> encode(SpeechInput input, std::span<const float> values) const = 0;
  // Pictures at once that suit the device.
  virtual std::size_t batch() const = 0;
  // faces [n, 6, edge, edge] BGR 0..1: the frame's crop with its lower half zero, then the reference's crop;
  // speech [n, vectorSize] -> [n, 3, edge, edge] BGR 0..1. Rows above `firstRow` (0 or lowerFace) are
  // undefined. A picture does not depend on the others of the call.
  virtual std::vector<float> paint(std::span<const float> faces, std::span<const float> speech,
                                   int firstRow) const = 0;
  // E.g. "cpu, oneDNN bf16, 4 pictures at once".
  virtual std::string about() const = 0;
};

// Opens an imported model. Throws Error: unreadable, unsupported (a device or precision that is not there).
std::unique_ptr<Network> openNetwork(const std::filesystem::path& safetensors, const Choice& choice);

}  // namespace talklip
