#include "models/speech_mouth/encoder_backend.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

#include "core/base/error.h"
#include "models/safetensors.h"
#include "models/speech_mouth/front_end.h"
#include "models/speech_mouth/network.h"

namespace speech_mouth {
namespace {

constexpr std::int64_t kRowSamples = 160;  // 10 ms
constexpr std::int64_t kWindowRest = 240;  // samples that a row's window reaches beyond its 10 ms
constexpr std::int64_t kStepsASecond = 25;
constexpr std::int64_t kArticulations = 5;

Weights load(const std::filesystem::path& path) {
  const models::Safetensors file = models::readSafetensors(path);
  Weights weights = makeWeights(1, kArticulations);  // for the names
  for (auto& [name, tensor] : weights) {
    const auto stored = file.tensors.find(name);
    if (stored == file.tensors.end()) {
      throw base::Error(base::Fault::speechModelForeign, {}, path, "no " + name);
    }
    const std::vector<float> values = models::floats(stored->second);
    tensor = at::empty(stored->second.shape);
    std::copy(values.begin(), values.end(), tensor.data_ptr<float>());
  }
  return weights;
}

// Throws for weights whose shapes do not fit together, before anyone depends on them.
void check(const Weights& weights, const std::filesystem::path& path) {
  try {
    const Answer answer = forward(weights, at::zeros({1, 2, kInput}));
    if (answer.visemes.size(2) == speech::kVisemes && answer.articulation.size(2) == kArticulations &&
        answer.hidden.size(2) == kHidden) {
      return;
    }
  } catch (const c10::Error&) {  // reported below
  }
  throw base::Error(base::Fault::speechModelForeign, {}, path, "shapes");
}

// [rows, 26] of the whole speech, computed in parts; pre-emphasis sees one sample back across the
// joints.
at::Tensor energiesOf(std::span<const std::int16_t> samples, std::int64_t partRows) {
  std::vector<at::Tensor> parts;
  const auto count = static_cast<std::int64_t>(samples.size());
  for (std::int64_t row = 0; row == 0 || row * kRowSamples + kWindowRest < count; row += partRows) {
    const std::int64_t lead = row == 0 ? 0 : kRowSamples;  // a row more in front, dropped again
    const std::int64_t begin = row * kRowSamples - lead;
    const std::int64_t end = std::min(count, (row + partRows) * kRowSamples + kWindowRest);
    const at::Tensor part = filterEnergies(
        toTensor(samples.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin))));
    const std::int64_t first = lead / kRowSamples;
    parts.push_back(part.slice(0, first, std::min(part.size(0), first + partRows)));
  }
  return at::cat(parts);
}

void append(SpeechEncoding& encoding, const Answer& answer, std::int64_t from, std::int64_t to) {
  const at::Tensor visemes = answer.visemes[0].softmax(1).contiguous();
  const at::Tensor articulation = answer.articulation[0].contiguous(), hidden = answer.hidden[0].contiguous();
  for (std::int64_t step = from; step < to; ++step) {
    std::copy_n(visemes.data_ptr<float>() + step * speech::kVisemes, speech::kVisemes,
                encoding.visemes.emplace_back().begin());
    std::copy_n(hidden.data_ptr<float>() + step * kHidden, kHidden, encoding.hidden.emplace_back().begin());
    const float* a = articulation.data_ptr<float>() + step * kArticulations;
    encoding.articulation.push_back({.opening = std::clamp(a[0], 0.0F, 1.0F),
                                     .width = std::clamp(a[1], -1.0F, 1.0F),
                                     .closure = std::clamp(a[2], 0.0F, 1.0F),
                                     .labiodental = std::clamp(a[3], 0.0F, 1.0F),
                                     .rounding = std::clamp(a[4], 0.0F, 1.0F)});
  }
}

class TorchEncoder : public EncoderBackend {
 public:
  TorchEncoder(const std::filesystem::path& safetensors, int partSeconds)
      : weights_(load(safetensors)), partSteps_(partSeconds * kStepsASecond) {
    check(weights_, safetensors);
  }
  SpeechEncoding encode(std::span<const std::int16_t> samples16k) const override;

 private:
  Weights weights_;
  std::int64_t partSteps_;
};

SpeechEncoding TorchEncoder::encode(std::span<const std::int16_t> samples16k) const {
  const c10::InferenceMode inference;
  at::set_num_threads(1);  // of this thread: a minute takes a tenth of a second, more would only spin
  SpeechEncoding encoding;
  if (samples16k.empty()) return encoding;
  const at::Tensor input = networkInput(energiesOf(samples16k, partSteps_ * kRowsPerStep));
  const std::int64_t steps = input.size(0);
  for (std::int64_t begin = 0; begin < steps; begin += partSteps_) {
    const std::int64_t end = std::min(steps, begin + partSteps_);
    const std::int64_t from = std::max<std::int64_t>(0, begin - kReach), to = std::min(steps, end + kReach);
    const Answer answer = forward(weights_, input.slice(0, from, to).unsqueeze(0));
    append(encoding, answer, begin - from, end - from);
  }
  return encoding;
}

}  // namespace

std::unique_ptr<EncoderBackend> openEncoderBackend(const std::filesystem::path& safetensors,
                                                   int partSeconds) {
  const c10::InferenceMode inference;
  return std::make_unique<TorchEncoder>(safetensors, partSeconds);
}

}  // namespace speech_mouth
