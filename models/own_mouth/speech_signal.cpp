#include "models/own_mouth/speech_signal.h"

#include <algorithm>
#include <cmath>

#include "models/own_mouth/mixed.h"

namespace own_mouth {

namespace {

float clamped(float value, float low, float high) { return std::min(high, std::max(low, value)); }

constexpr auto kSilence = static_cast<std::size_t>(speech::Viseme::sil);
constexpr auto kLips = static_cast<std::size_t>(speech::Viseme::pbm);

std::array<float, kArticulations> asArray(const speech::Articulation& a) {
  return {a.opening, a.width, a.closure, a.labiodental, a.rounding};
}

// Between which steps a position lies; the ends are held.
struct Place {
  std::size_t before = 0, after = 0;
  float share = 0;  // of the later one
};

Place placeOf(const speech_mouth::SpeechEncoding& encoding, double at) {
  const std::size_t last = encoding.steps() - 1;
  const double inside = std::clamp(at, 0.0, static_cast<double>(last));
  const auto before = static_cast<std::size_t>(inside);
  return {before, std::min(before + 1, last), static_cast<float>(inside - static_cast<double>(before))};
}

}  // namespace

double stepPosition(double startSec, double durationSec) { return 25.0 * (startSec + durationSec / 2) - 0.5; }

float between(const std::function<float(std::size_t)>& value, std::size_t steps, double at) {
  const double last = static_cast<double>(steps) - 1;
  const double inside = std::min(last, std::max(0.0, at));
  const auto i = static_cast<std::size_t>(inside);
  const auto f = static_cast<float>(inside - static_cast<double>(i));
  const float p1 = value(i);
  if (f < 1e-4f) return p1;
  const float p2 = value(std::min(i + 1, steps - 1)), p0 = value(i > 0 ? i - 1 : 0),
              p3 = value(std::min(i + 2, steps - 1));
  return p1 + 0.5f * f * (p2 - p0 + f * (2 * p0 - 5 * p1 + 4 * p2 - p3 + f * (3 * (p1 - p2) + p3 - p0)));
}

SpeechSignal speechSignalAt(const speech_mouth::SpeechEncoding& encoding, double at) {
  const std::size_t n = encoding.steps();
  SpeechSignal out;
  if (n == 0 || at < -1 || at > static_cast<double>(n)) return {{}, 1, 0};
  const auto mouth = [&](float speech::Articulation::*part) {
    return between([&](std::size_t i) { return encoding.articulation[i].*part; }, n, at);
  };
  const auto viseme = [&](std::size_t which) {
    return clamped(between([&](std::size_t i) { return encoding.visemes[i][which]; }, n, at), 0, 1);
  };
  out.mouth.opening = clamped(mouth(&speech::Articulation::opening), 0, 1.2f);
  out.mouth.width = clamped(mouth(&speech::Articulation::width), -1.2f, 1.2f);
  out.mouth.closure = clamped(mouth(&speech::Articulation::closure), 0, 1);
  out.mouth.labiodental = clamped(mouth(&speech::Articulation::labiodental), 0, 1);
  out.mouth.rounding = clamped(mouth(&speech::Articulation::rounding), 0, 1);
  out.silence = viseme(kSilence);
  out.lipsTogether = viseme(kLips);
  return out;
}

std::array<float, speech_mouth::kHidden> hiddenAt(const speech_mouth::SpeechEncoding& encoding, double at) {
  const Place place = placeOf(encoding, at);
  return mixed(encoding.hidden[place.before], encoding.hidden[place.after], place.share);
}

FittedInput fittedInput(const speech_mouth::SpeechEncoding& encoding, double at) {
  FittedInput out{};
  auto next = out.begin();
  for (const double step : {at - 1, at, at + 1}) {
    const Place place = placeOf(encoding, step);
    const auto mouth = mixed(asArray(encoding.articulation[place.before]),
                             asArray(encoding.articulation[place.after]), place.share);
    next = std::ranges::copy(mouth, next).out;
    next = std::ranges::copy(hiddenAt(encoding, step), next).out;
  }
  return out;
}

}  // namespace own_mouth
