#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/speech/viseme.h"

namespace speech {
namespace {

// What a viseme wants of the mouth and how strongly it wins over its neighbours (dominance; Cohen and Massaro
// 1993).
struct Target {
  float opening, width, openingDominance, widthDominance;
};

// In the order of Viseme.
constexpr std::array<Target, kVisemes> kTargets = {{
    {0.05F, 0.00F, 0.35F, 0.20F},   // sil
    {0.00F, 0.00F, 3.00F, 0.30F},   // pbm
    {0.12F, 0.10F, 2.00F, 0.50F},   // fv
    {0.25F, 0.10F, 0.80F, 0.30F},   // th
    {0.25F, 0.15F, 0.40F, 0.30F},   // tdn
    {0.18F, 0.35F, 0.90F, 0.60F},   // sz
    {0.28F, -0.60F, 0.90F, 1.20F},  // sh
    {0.35F, 0.10F, 0.25F, 0.15F},   // kgh
    {0.25F, -0.50F, 0.70F, 0.90F},  // r
    {0.10F, -1.00F, 1.30F, 2.00F},  // w
    {0.35F, 0.10F, 0.50F, 0.20F},   // l
    {1.00F, 0.15F, 1.20F, 0.60F},   // aa
    {0.60F, 0.30F, 0.80F, 0.60F},   // eh
    {0.35F, 0.80F, 0.80F, 1.00F},   // iy
    {0.65F, -0.70F, 1.00F, 1.40F},  // oh
    {0.22F, -0.90F, 0.90F, 1.50F},  // uh
}};

constexpr std::size_t kFine = 4;            // inner steps in one output step
constexpr double kOpeningSec = 0.040;       // deviations of the smoothing gaussians: the jaw,
constexpr double kWidthSec = 0.060;         // the lip corners,
constexpr double kContactSec = 0.015;       // lips meeting
constexpr double kShortestPauseSec = 0.09;  // shorter gaps keep the shape of the sound before them

using Curve = std::vector<double>;

Curve smooth(const Curve& in, double deviation) {
  const auto radius = static_cast<std::ptrdiff_t>(std::ceil(4 * deviation));
  Curve kernel;
  double sum = 0;
  for (std::ptrdiff_t k = -radius; k <= radius; ++k) {
    kernel.push_back(std::exp(-0.5 * static_cast<double>(k * k) / (deviation * deviation)));
    sum += kernel.back();
  }
  const auto last = static_cast<std::ptrdiff_t>(in.size()) - 1;
  Curve out(in.size());
  for (std::ptrdiff_t i = 0; i <= last; ++i) {
    double value = 0;
    for (std::ptrdiff_t k = -radius; k <= radius; ++k) {
      value += kernel[static_cast<std::size_t>(k + radius)] *
               in[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i + k, 0, last))];
    }
    out[static_cast<std::size_t>(i)] = value / sum;
  }
  return out;
}

void fill(std::vector<Viseme>& labels, double start, double end, Viseme viseme) {
  const auto size = static_cast<double>(labels.size());
  const auto from = static_cast<std::size_t>(std::clamp(std::round(start), 0.0, size));
  const auto to =
      static_cast<std::size_t>(std::clamp(std::max(std::round(end), std::round(start) + 1), 0.0, size));
  for (std::size_t i = from; i < to; ++i) labels[i] = viseme;
}

std::vector<Viseme> label(std::span<const Phone> phones, PhoneSet set, std::size_t size, double fineRate) {
  std::vector<Viseme> labels(size, Viseme::sil);
  Viseme before = Viseme::sil;
  for (const Phone& phone : phones) {
    std::vector<Viseme> shapes = visemes(phone.phone, set);
    if (shapes.empty()) shapes = {phone.endSec - phone.startSec > kShortestPauseSec ? Viseme::sil : before};
    const double length = (phone.endSec - phone.startSec) / static_cast<double>(shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      const double start = phone.startSec + length * static_cast<double>(i);
      fill(labels, start * fineRate, (start + length) * fineRate, shapes[i]);
    }
    before = shapes.back();
  }
  return labels;
}

template <class Value>
Curve curve(const std::vector<Viseme>& labels, Value value) {
  Curve out(labels.size());
  std::transform(labels.begin(), labels.end(), out.begin(), value);
  return out;
}

// sum(target * dominance) / sum(dominance), both spread over time.
Curve blended(const std::vector<Viseme>& labels, float Target::*target, float Target::*dominance,
              double deviation) {
  const auto of = [](Viseme v) -> const Target& { return kTargets[static_cast<std::size_t>(v)]; };
  const Curve strength = smooth(curve(labels, [&](Viseme v) { return double{of(v).*dominance}; }), deviation);
  Curve value = smooth(
      curve(labels, [&](Viseme v) { return double{of(v).*target} * double{of(v).*dominance}; }), deviation);
  for (std::size_t i = 0; i < value.size(); ++i) value[i] /= strength[i] + 1e-6;
  return value;
}

bool isRounded(Viseme v) {
  return v == Viseme::w || v == Viseme::uh || v == Viseme::oh || v == Viseme::sh || v == Viseme::r;
}

float mean(const Curve& fine, std::size_t step) {
  double sum = 0;
  for (std::size_t k = 0; k < kFine; ++k) sum += fine[step * kFine + k];
  return static_cast<float>(sum / static_cast<double>(kFine));
}

float peak(const Curve& fine, std::size_t step) {
  const auto first = fine.begin() + static_cast<std::ptrdiff_t>(step * kFine);
  return static_cast<float>(*std::max_element(first, first + static_cast<std::ptrdiff_t>(kFine)));
}

}  // namespace

Mouthing mouthing(std::span<const Phone> phones, PhoneSet set, double seconds, double rate) {
  const auto steps = static_cast<std::size_t>(std::ceil(std::max(seconds, 0.0) * rate - 1e-9));
  const double fineRate = rate * static_cast<double>(kFine);
  Mouthing out;
  if (steps == 0) return out;
  const std::vector<Viseme> labels = label(phones, set, steps * kFine, fineRate);
  const auto contact = [&](Viseme which) {
    return smooth(curve(labels, [&](Viseme v) { return v == which ? 1.0 : 0.0; }), kContactSec * fineRate);
  };
  Curve opening = blended(labels, &Target::opening, &Target::openingDominance, kOpeningSec * fineRate);
  const Curve width = blended(labels, &Target::width, &Target::widthDominance, kWidthSec * fineRate);
  const Curve closure = contact(Viseme::pbm), labiodental = contact(Viseme::fv);
  const Curve rounding =
      smooth(curve(labels, [](Viseme v) { return isRounded(v) ? 1.0 : 0.0; }), kOpeningSec * fineRate);
  for (std::size_t i = 0; i < opening.size(); ++i) opening[i] *= 1 - 0.9 * std::min(1.0, 1.2 * closure[i]);

  out.visemes.assign(steps, {});
  out.articulation.resize(steps);
  for (std::size_t step = 0; step < steps; ++step) {
    for (std::size_t k = 0; k < kFine; ++k) {
      out.visemes[step][static_cast<std::size_t>(labels[step * kFine + k])] +=
          1.0F / static_cast<float>(kFine);
    }
    out.articulation[step] = {.opening = mean(opening, step),
                              .width = mean(width, step),
                              .closure = peak(closure, step),
                              .labiodental = peak(labiodental, step),
                              .rounding = mean(rounding, step)};
  }
  return out;
}

}  // namespace speech
