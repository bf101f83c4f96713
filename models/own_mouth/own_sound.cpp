#include "models/own_mouth/own_sound.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

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

double heardOpening(const speech_mouth::Heard& heard, double at) {
  return between([&](std::size_t i) { return heard.articulation[i].opening; }, heard.steps(), at);
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
double correlationAt(const speech_mouth::Heard& heard, std::span<const Spoken> seen, double lag,
                     double shift) {
  const auto steps = static_cast<double>(heard.steps());
  Correlation c;
  for (const Spoken& s : seen) {
    double at = s.at + lag;
    if (at < 0 || at > steps - 1) continue;
    if (shift > 0) at = std::fmod(at + shift, steps);
    c.add(heardOpening(heard, at), s.opening);
  }
  return c.value();
}

std::pair<double, double> bestLag(const speech_mouth::Heard& heard, std::span<const Spoken> seen,
                                  double shift) {
  double best = -2, at = 0;
  for (double lag = -kMostLagSteps; lag <= kMostLagSteps; lag += kLagResolution) {
    const double r = correlationAt(heard, seen, lag, shift);
    if (r > best) best = r, at = lag;
  }
  return {best, at};
}

bool isHeard(const speech_mouth::Heard& heard, const Spoken& s, double lag) {
  return s.at + lag >= 0 && s.at + lag <= static_cast<double>(heard.steps()) - 1;
}

// Position of an input in its context group tells which penalty it bears.
bool isArticulation(std::size_t input) {
  return input % (kArticulations + speech_mouth::kHidden) < kArticulations;
}

}  // namespace

float fittedShare(double seconds) {
  const double grown = std::clamp((seconds - kLeastSeconds) / (kFullSeconds - kLeastSeconds), 0.0, 1.0);
  return kLeastShare + (kFullShare - kLeastShare) * static_cast<float>(grown);
}

SoundFit fitSound(const speech_mouth::Heard& heard, std::span<const Spoken> seen) {
  SoundFit fit;
  if (heard.steps() < 3 || seen.empty()) return fit;
  const auto [r, lag] = bestLag(heard, seen, 0);
  fit.correlation = static_cast<float>(r);
  fit.lagSteps = lag;
  for (const Spoken& s : seen) fit.seconds += isHeard(heard, s, 0) ? s.seconds : 0;
  const double room = static_cast<double>(heard.steps()) - 2 * kLeastShift;
  if (room <= 0) {
    fit.shuffled = 1;  // too short to tell chance from sense
    return fit;
  }
  std::vector<float> wrong;
  for (int k = 0; k < kShuffles; ++k) {
    wrong.push_back(static_cast<float>(bestLag(heard, seen, kLeastShift + room * k / kShuffles).first));
  }
  fit.shuffled = percentile(wrong, 0.9);
  return fit;
}

FittedMapping::FittedMapping(const speech_mouth::Heard& heard, std::span<const Spoken> seen,
                             double lagSteps) {
  std::vector<FittedInput> inputs;
  std::vector<Shape> shapes;
  for (const Spoken& s : seen) {
    if (!isHeard(heard, s, lagSteps)) continue;
    inputs.push_back(fittedInput(heard, s.at + lagSteps));
    shapes.push_back(s.shape);
  }
  const int n = static_cast<int>(inputs.size()), width = static_cast<int>(kFittedInputs);
  weights_.assign(kFittedInputs * kShapeSize, 0.0f);
  if (n == 0) return;
  cv::Mat x(n, width, CV_32F, inputs.data()), y(n, kShapeSize, CV_32F, shapes.data());
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
  for (int k = 0; k < kShapeSize; ++k) {
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

Shape FittedMapping::operator()(const FittedInput& input) const {
  Shape out{};
  for (std::size_t i = 0; i < input.size(); ++i) {
    const float x = (input[i] - mean_[i]) * scale_[i];
    for (std::size_t k = 0; k < out.size(); ++k) out[k] += x * weights_[i * kShapeSize + k];
  }
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = centre_[k] + out[k] * gain_[k];
  return out;
}

}  // namespace own_mouth
