#include "models/own_mouth/own_sound.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <opencv2/core.hpp>

#include "core/media/decode/clip_index.h"

namespace own_mouth {

namespace {

constexpr double kFullSeconds = 30;  // of own sound, for the full share of the fitted mapping
constexpr float kLeastShare = 0.15f, kFullShare = 0.4f;
constexpr int kShuffles = 24;
constexpr double kLeastShift = 25;      // steps: displaced sound is at least a second off
constexpr double kLagResolution = 0.5;  // steps
constexpr float kArticulationPenalty = 20, kHiddenPenalty = 800;  // of the ridge, for inputs of deviation one
constexpr float kArticulationFloor = 0.03f, kHiddenFloor = 0.05f;  // deviations below are noise
constexpr float kMostGain = 2.2f, kGainShare = 0.8f,
                kGainCorrelation = 0.25f;  // undoes the ridge's shrinking

double heardOpening(const speech_mouth::SpeechEncoding& encoding, double at) {
  return between([&](std::size_t i) { return encoding.articulation[i].opening; }, encoding.steps(), at);
}

struct Correlation {
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  void add(double a, double b) { n += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b; }
  double value() const {
    const double vx = xx - x * x / n, vy = yy - y * y / n;
    return n < 3 || vx < 1e-12 || vy < 1e-12 ? 0 : (xy - x * y / n) / std::sqrt(vx * vy);
  }
};

// Sound displaced by `shift` steps wraps round.
double correlationAt(const speech_mouth::SpeechEncoding& encoding, std::span<const TimedMouth> seen,
                     double lag, double shift) {
  const auto steps = static_cast<double>(encoding.steps());
  Correlation c;
  for (const TimedMouth& s : seen) {
    double at = s.at + lag;
    if (at < 0 || at > steps - 1) continue;
    if (shift > 0) at = std::fmod(at + shift, steps);
    c.add(heardOpening(encoding, at), s.opening);
  }
  return c.value();
}

std::pair<double, double> bestLag(const speech_mouth::SpeechEncoding& encoding,
                                  std::span<const TimedMouth> seen, double shift) {
  double best = -2, at = 0;
  for (double lag = -kMostLagSteps; lag <= kMostLagSteps; lag += kLagResolution) {
    const double r = correlationAt(encoding, seen, lag, shift);
    if (r > best) best = r, at = lag;
  }
  return {best, at};
}

bool isHeard(const speech_mouth::SpeechEncoding& encoding, const TimedMouth& s, double lag) {
  return s.at + lag >= 0 && s.at + lag <= static_cast<double>(encoding.steps()) - 1;
}

double shownSec(const dub::Footage& footage, std::size_t frame) {
  if (frame + 1 < footage.seconds.size())
    return std::max(1e-3, footage.seconds[frame + 1] - footage.seconds[frame]);
  const media::Rational rate = footage.clip->video().frameRate;
  return rate.num > 0 ? 1 / rate.value() : 0.04;
}

std::vector<TimedMouth> timed(const std::vector<person::SeenMouth>& mouths, const dub::Footage& footage) {
  std::vector<TimedMouth> out;
  for (const person::SeenMouth& mouth : mouths) {
    const auto n = static_cast<std::size_t>(mouth.frame);
    if (n >= footage.seconds.size()) continue;
    const double shown = shownSec(footage, n);
    out.push_back({stepPosition(footage.seconds[n], shown), shown, mouth.opening, mouth.shape});
  }
  return out;
}

// The step of the clip's own sound that belongs to every picture of the bank. A mouth moves a little before
// it is heard, so a lag within a step is not taken for one of the recording.
std::vector<double> bankSteps(const std::vector<person::BankFrame>& bank, const dub::Footage& footage,
                              double lagSteps) {
  const double lag = std::abs(lagSteps) > 1 ? lagSteps : 0;
  std::vector<double> out;
  for (const person::BankFrame& picture : bank) {
    const auto n = static_cast<std::size_t>(picture.frame);
    out.push_back(stepPosition(footage.seconds[n], shownSec(footage, n)) + lag);
  }
  return out;
}

std::string noteOf(const SoundFit& fit, bool isUsed, bool isFitted) {
  char text[200];
  std::snprintf(text, sizeof text,
                "mapping: %s (own sound r %.2f at lag %+.0f ms over %.1f s, shuffled %.2f)",
                isFitted ? "by own sound, fitted"
                : isUsed ? "by own sound"
                         : "zero-shot",
                static_cast<double>(fit.correlation), 40 * fit.lagSteps, fit.seconds,
                static_cast<double>(fit.shuffled));
  return text;
}

// Position of an input in its context group tells which penalty it bears.
bool isArticulation(std::size_t input) {
  return input % (kArticulations + speech_mouth::kHidden) < kArticulations;
}

}  // namespace

float fittedShare(double seconds) {
  const double grown = std::clamp((seconds - kLeastFitSeconds) / (kFullSeconds - kLeastFitSeconds), 0.0, 1.0);
  return kLeastShare + (kFullShare - kLeastShare) * static_cast<float>(grown);
}

SoundFit fitSound(const speech_mouth::SpeechEncoding& encoding, std::span<const TimedMouth> seen) {
  SoundFit fit;
  if (encoding.steps() < 3 || seen.empty()) return fit;
  const auto [r, lag] = bestLag(encoding, seen, 0);
  fit.correlation = static_cast<float>(r);
  fit.lagSteps = lag;
  for (const TimedMouth& s : seen) fit.seconds += isHeard(encoding, s, 0) ? s.seconds : 0;
  const double room = static_cast<double>(encoding.steps()) - 2 * kLeastShift;
  if (room <= 0) {
    fit.shuffled = 1;  // too short to tell chance from sense
    return fit;
  }
  std::vector<float> wrong;
  for (int k = 0; k < kShuffles; ++k) {
    wrong.push_back(static_cast<float>(bestLag(encoding, seen, kLeastShift + room * k / kShuffles).first));
  }
  fit.shuffled = person::percentile(wrong, 0.9);
  return fit;
}

FittedMapping::FittedMapping(const speech_mouth::SpeechEncoding& encoding, std::span<const TimedMouth> seen,
                             double lagSteps) {
  std::vector<FittedInput> inputs;
  std::vector<person::Shape> shapes;
  for (const TimedMouth& s : seen) {
    if (!isHeard(encoding, s, lagSteps)) continue;
    inputs.push_back(fittedInput(encoding, s.at + lagSteps));
    shapes.push_back(s.shape);
  }
  const int n = static_cast<int>(inputs.size()), width = static_cast<int>(kFittedInputs);
  weights_.assign(kFittedInputs * person::kShapeSize, 0.0f);
  if (n == 0) return;
  cv::Mat x(n, width, CV_32F, inputs.data()), y(n, person::kShapeSize, CV_32F, shapes.data());
  for (int k = 0; k < width; ++k) {
    cv::Scalar mean, deviation;
    cv::meanStdDev(x.col(k), mean, deviation);
    const bool isMouth = isArticulation(static_cast<std::size_t>(k));
    const float spread = static_cast<float>(deviation[0]) + (isMouth ? kArticulationFloor : kHiddenFloor);
    mean_[static_cast<std::size_t>(k)] = static_cast<float>(mean[0]);
    scale_[static_cast<std::size_t>(k)] =
        1 / (spread * std::sqrt(isMouth ? kArticulationPenalty : kHiddenPenalty));
    x.col(k) = (x.col(k) - mean[0]) * scale_[static_cast<std::size_t>(k)];
  }
  cv::Mat centre, weights;
  cv::reduce(y, centre, 0, cv::REDUCE_AVG);
  for (int i = 0; i < n; ++i) y.row(i) -= centre;
  cv::solve(x.t() * x + cv::Mat::eye(width, width, CV_32F), x.t() * y, weights, cv::DECOMP_CHOLESKY);
  const cv::Mat predicted = x * weights;
  for (int k = 0; k < person::kShapeSize; ++k) {
    Correlation c;
    for (int i = 0; i < n; ++i) c.add(predicted.at<float>(i, k), y.at<float>(i, k));
    const double ratio = std::sqrt((c.yy - c.y * c.y / c.n) / std::max(1e-12, c.xx - c.x * c.x / c.n));
    const double gain = std::min<double>(kMostGain, std::max(1.0, ratio)) - 1;
    gain_[static_cast<std::size_t>(k)] =
        c.value() > kGainCorrelation ? 1 + kGainShare * static_cast<float>(gain) : 1;
    centre_[static_cast<std::size_t>(k)] = centre.at<float>(k);
  }
  std::copy(weights.begin<float>(), weights.end<float>(), weights_.begin());
}

person::Shape FittedMapping::operator()(const FittedInput& input) const {
  person::Shape out{};
  for (std::size_t i = 0; i < input.size(); ++i) {
    const float x = (input[i] - mean_[i]) * scale_[i];
    for (std::size_t k = 0; k < out.size(); ++k) out[k] += x * weights_[i * person::kShapeSize + k];
  }
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = centre_[k] + out[k] * gain_[k];
  return out;
}

person::Shape heldBackCorrelation(const speech_mouth::SpeechEncoding& encoding,
                                  std::span<const TimedMouth> seen, double lagSteps) {
  constexpr std::size_t kMost = 2000, kParts = 5;
  const std::size_t n = std::min(kMost, seen.size());
  std::array<Correlation, person::kShapeSize> told;
  for (std::size_t part = 0; part < kParts; ++part) {
    std::vector<TimedMouth> taught, heldBack;
    for (std::size_t i = 0; i < n; ++i)
      (i * kParts / n == part ? heldBack : taught).push_back(seen[i * seen.size() / n]);
    const FittedMapping mapping(encoding, taught, lagSteps);
    for (const TimedMouth& mouth : heldBack) {
      if (!isHeard(encoding, mouth, lagSteps)) continue;
      const person::Shape shape = mapping(fittedInput(encoding, mouth.at + lagSteps));
      for (std::size_t k = 0; k < shape.size(); ++k) told[k].add(shape[k], mouth.shape[k]);
    }
  }
  person::Shape out;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = std::max(0.0f, static_cast<float>(told[k].value()));
  return out;
}

OwnSound learnOwnSound(const person::Person& person, const dub::Footage& footage,
                       const speech_mouth::SpeechEncoding* encoding, dub::Mapping mapping) {
  if (encoding == nullptr || encoding->steps() == 0)
    return {.note = "mapping: zero-shot (the clip has no sound of its own)"};
  const std::vector<TimedMouth> mouths = timed(person.mouths, footage);
  OwnSound own{.fit = fitSound(*encoding, mouths)};
  const bool isAskedFor = mapping == dub::Mapping::fitted;
  const bool isUsed = isAskedFor || (mapping == dub::Mapping::automatic && own.fit.isOwn());
  const bool isFitted = isUsed && (isAskedFor || own.fit.seconds >= kLeastFitSeconds);
  own.note = noteOf(own.fit, isUsed, isFitted);
  if (isUsed)
    own.match = std::make_shared<SoundMatch>(*encoding, bankSteps(person.bank, footage, own.fit.lagSteps));
  if (!isFitted) return own;
  own.fitted = std::make_shared<FittedMapping>(*encoding, mouths, own.fit.lagSteps);
  own.reliability = heldBackCorrelation(*encoding, mouths, own.fit.lagSteps);
  return own;
}

}  // namespace own_mouth
