#include "models/speech_mouth/training/example.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "models/speech_mouth/front_end.h"
#include "models/speech_mouth/training/transform.h"

namespace speech_mouth::training {
namespace {

constexpr std::int64_t kStepSamples = 640;
constexpr double kRate = 16000;

// Louder than this below the loudest steps opens the mouth fully, 20 dB less by the half.
at::Tensor loudnessFactor(const at::Tensor& clean, std::int64_t steps) {
  const std::int64_t missing = std::max<std::int64_t>(0, steps * kStepSamples - clean.numel());
  const at::Tensor padded = at::constant_pad_nd(clean, {0, missing}).slice(0, 0, steps * kStepSamples);
  const at::Tensor energy = padded.reshape({steps, kStepSamples}).square().mean(1);
  const at::Tensor around = at::constant_pad_nd(energy, {1, 1});
  const at::Tensor smooth =
      around.slice(0, 0, steps) * 0.25 + around.slice(0, 1, steps + 1) * 0.5 + around.slice(0, 2) * 0.25;
  const at::Tensor db = (smooth + 1e-10).log10() * 10;
  const auto rank = std::max<std::int64_t>(1, steps * 95 / 100);
  const at::Tensor loud = std::get<0>(db.kthvalue(rank));
  return (1 + (db - loud) / 25).clamp(0.2, 1.25);
}

speech::Mouthing targets(const Spoken& spoken, double scale, double leadSec, double seconds) {
  std::vector<speech::Phone> phones = spoken.phones;
  for (speech::Phone& phone : phones) {
    phone.startSec = phone.startSec * scale + leadSec;
    phone.endSec = phone.endSec * scale + leadSec;
  }
  return speech::mouthing(phones, spoken.set, seconds);
}

Example packed(const at::Tensor& input, const speech::Mouthing& mouth, const at::Tensor& clean) {
  const std::int64_t steps =
      std::min<std::int64_t>(input.size(0), static_cast<std::int64_t>(mouth.articulation.size()));
  Example out{.input = input.slice(0, 0, steps).contiguous(),
              .visemes = at::empty({steps, speech::kVisemes}),
              .articulation = at::empty({steps, kLearnt})};
  const at::Tensor factor = loudnessFactor(clean, steps);
  for (std::int64_t step = 0; step < steps; ++step) {
    const auto i = static_cast<std::size_t>(step);
    std::copy_n(mouth.visemes[i].begin(), speech::kVisemes,
                out.visemes.data_ptr<float>() + step * speech::kVisemes);
    const speech::Articulation& a = mouth.articulation[i];
    const float values[kLearnt] = {a.opening,     a.width,    a.closure,
                                   a.labiodental, a.rounding, a.opening * factor.data_ptr<float>()[step]};
    std::copy_n(values, kLearnt, out.articulation.data_ptr<float>() + step * kLearnt);
  }
  return out;
}

constexpr double kSilentShare = 0.03;  // of the examples

// Nobody speaks: the noise of a room, or nothing at all.
Spoken silenceLike(const Spoken& spoken, Random& random) {
  std::normal_distribution<float> noise(0, chance(random, 0.7) ? 100.0F : 0.0F);
  Spoken out{.samples = std::vector<std::int16_t>(spoken.samples.size()), .set = spoken.set};
  for (std::int16_t& sample : out.samples) sample = static_cast<std::int16_t>(noise(random));
  return out;
}

}  // namespace

Example makeExample(const Spoken& said, const Spoken& other, Random& random) {
  const Spoken spoken = chance(random, said.isHeldOut ? 0 : kSilentShare) ? silenceLike(said, random) : said;
  const at::Tensor plain = toTensor(spoken.samples);
  at::Tensor clean = stretched(plain, uniform(random, 0.82, 1.2));
  const double scale = static_cast<double>(clean.numel()) / static_cast<double>(plain.numel());
  const auto lead = static_cast<std::int64_t>(uniform(random, 0.02, 1.0) * kRate);
  const auto tail = static_cast<std::int64_t>(uniform(random, 0.02, 0.8) * kRate);
  clean = at::constant_pad_nd(clean, {lead, tail});
  if (chance(random, 0.8))
    clean = clean * (loudnessCurve(clean.numel(), uniform(random, 1, 6), random) * 0.1151).exp();
  const double leadSec = static_cast<double>(lead) / kRate;
  const speech::Mouthing mouth = targets(spoken, scale, leadSec, static_cast<double>(clean.numel()) / kRate);
  const at::Tensor heard = disturbed(clean, toTensor(other.samples), random);
  const double floorDb = chance(random, 0.5) ? 70 : uniform(random, 40, 80);
  return packed(networkInput(filterEnergies(heard, uniform(random, 0.82, 1.2)), floorDb), mouth, clean);
}

}  // namespace speech_mouth::training
