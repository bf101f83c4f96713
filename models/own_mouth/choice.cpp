#include "models/own_mouth/choice.h"

#include <algorithm>
#include <cmath>

#include "models/own_mouth/path.h"

namespace own_mouth {

namespace {

constexpr double kOwnMomentSec = 0.5;

// By shape alone.
constexpr float kTurnCost = 0.03f, kWidenCost = 2.0f, kNarrowCost = 1.0f, kScaleCost = 1.0f;
constexpr float kOpeningFloor = 0.12f,
                kLeastFloor = 0.003f;  // of the mouth's reach: smaller openings are alike
constexpr float kContinuity = 0.8f, kTurnJump = 0.1f, kJump = 0.15f, kStay = 0.12f;
constexpr float kOwnMomentCost = 2;

// By sound and shape: both distances count in their own deviations, all else in parts of the mean cost.
constexpr float kShapeShare = 0.25f;
constexpr float kStep = 0.02f;  // repeating or skipping a picture
constexpr float kJumpFixed = 0.03f,
                kJumpShape = 0.075f;  // any jump, and one between shapes as unlike as two usually are
constexpr float kTurnShare = 0.02f, kMostPose = 0.5f;  // turn and size may not choose the picture
constexpr float kOwnMomentShare = 1;
constexpr float kSameSound = 0.1f;     // of the mean distance of sounds: below, the same is said
constexpr std::size_t kSamples = 200;  // moments from which distances are known

float squared(std::span<const float> a, std::span<const float> b) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

float squared(const person::Shape& a, const person::Shape& b, const person::Shape& weights) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += weights[k] * (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

float totalVariance(const person::ShapeModel& shapes) {
  float sum = 1e-9f;
  for (float d : shapes.deviation) sum += d * d;
  return sum;
}

bool isNext(const person::BankFrame& a, const person::BankFrame& b) { return b.frame == a.frame + 1; }

using Jump = std::function<float(const person::BankFrame&, const person::BankFrame&)>;
// [from, to]: nothing to the picture that was taken next; elsewhere what a jump costs between that and the
// other.
std::vector<float> changes(const std::vector<person::BankFrame>& bank, const Jump& jump) {
  const std::size_t n = bank.size();
  std::vector<float> out(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    const bool goesOn = i + 1 < n && isNext(bank[i], bank[i + 1]);
    const person::BankFrame& next = goesOn ? bank[i + 1] : bank[i];
    for (std::size_t j = 0; j < n; ++j) out[i * n + j] = goesOn && j == i + 1 ? 0 : jump(next, bank[j]);
  }
  return out;
}

bool isOwnMoment(const ChoiceProblem& p, const person::BankFrame& picture, const Shown& shown) {
  return std::abs(picture.frame - shown.frame) <= p.ownMoment;
}

std::vector<std::int32_t> chooseByShape(const ChoiceProblem& p, std::stop_token stop) {
  const std::vector<person::BankFrame>& bank = *p.bank;
  const float variance = totalVariance(*p.shapes);
  PathProblem problem{.cues = p.targets.size(), .states = bank.size(), .stay = kContinuity * kStay};
  problem.change = changes(bank, [&](const person::BankFrame& a, const person::BankFrame& b) {
    return kContinuity * (squared(a.shape, b.shape) / variance + kTurnJump * squared(a.turn, b.turn) + kJump);
  });
  const float floor = std::max(kLeastFloor, kOpeningFloor * p.shapes->reach);
  std::vector<float> logOpening, logScale;
  for (const person::BankFrame& frame : bank) {
    logOpening.push_back(std::log(frame.opening + floor));
    logScale.push_back(std::log(frame.toUnit.scale()));
  }
  problem.emission = [&](std::size_t cue, std::span<float> cost) {
    const MouthTarget& target = p.targets[cue];
    const Shown here = p.shown(cue);
    const float opening = std::log(std::max(target.opening, 0.0f) + floor), scale = -std::log(here.scale);
    for (std::size_t j = 0; j < bank.size(); ++j) {
      const float ratio = opening - logOpening[j], size = scale - logScale[j];
      cost[j] = squared(target.shape, bank[j].shape) / variance +
                kTurnCost * squared(here.turn, bank[j].turn) +
                (ratio > 0 ? kWidenCost : kNarrowCost) * ratio * ratio + kScaleCost * size * size +
                (isOwnMoment(p, bank[j], here) ? kOwnMomentCost : 0);
    }
  };
  problem.stillness = [&](std::size_t cue) { return 1 - p.targets[cue].level; };
  return cheapestPath(problem, stop);
}

struct Spread {
  float mean = 1, deviation = 1;
};

Spread spreadOf(std::span<const float> values) {
  double sum = 0, squares = 0;
  for (const float v : values) sum += v, squares += double{v} * v;
  const auto n = static_cast<double>(std::max<std::size_t>(1, values.size()));
  const double mean = sum / n;
  return {static_cast<float>(std::max(1e-6, mean)),
          static_cast<float>(std::sqrt(std::max(1e-12, squares / n - mean * mean)))};
}

// Of `distances(cue, row)` from some cues to all pictures.
template <typename Distances>
Spread spreadOver(const ChoiceProblem& p, const Distances& distances) {
  const std::size_t n = p.bank->size();
  std::vector<float> values(kSamples * n);
  for (std::size_t i = 0; i < kSamples; ++i)
    distances(i * p.targets.size() / kSamples, std::span(values).subspan(i * n, n));
  return spreadOf(values);
}

// How much a squared difference of every component of shape counts: in the person's own deviations, and as
// far as the sound tells it.
person::Shape shapeWeights(const ChoiceProblem& p) {
  person::Shape out;
  float sum = 1e-6f;
  for (const float r : p.reliability) sum += std::sqrt(r);
  for (std::size_t k = 0; k < out.size(); ++k) {
    const float d = p.shapes->deviation[k];
    out[k] = d < 1e-6f ? 0 : std::sqrt(p.reliability[k]) / (sum * d * d);
  }
  return out;
}

std::vector<float> soundChanges(const std::vector<person::BankFrame>& bank, float variance, float mean) {
  const std::size_t n = bank.size();
  std::vector<float> unlike;
  for (std::size_t i = 0; i < n * kSamples; ++i)
    unlike.push_back(squared(bank[i % n].shape, bank[i / n * n / kSamples].shape) / variance);
  const float usual = spreadOf(unlike).mean;
  std::vector<float> out = changes(bank, [&](const person::BankFrame& a, const person::BankFrame& b) {
    return mean * (kJumpFixed + kJumpShape * squared(a.shape, b.shape) / variance / usual);
  });
  for (std::size_t i = 0; i + 2 < n; ++i) {
    if (isNext(bank[i], bank[i + 1]) && isNext(bank[i + 1], bank[i + 2])) out[i * n + i + 2] = mean * kStep;
  }
  return out;
}

std::vector<std::int32_t> chooseBySound(const ChoiceProblem& p, std::stop_token stop) {
  const std::vector<person::BankFrame>& bank = *p.bank;
  const Heard& heard = *p.heard;
  const person::Shape weights = shapeWeights(p);
  const auto sounds = [&](std::size_t cue, std::span<float> row) {
    heard.bank->distances(*heard.speech, heard.at[cue], row);
  };
  const auto shapes = [&](std::size_t cue, std::span<float> row) {
    for (std::size_t j = 0; j < bank.size(); ++j)
      row[j] = squared(p.targets[cue].shape, bank[j].shape, weights);
  };
  const Spread sound = spreadOver(p, sounds), shape = spreadOver(p, shapes);
  const float shapeShare = p.reliability == person::Shape{} ? 0 : kShapeShare;
  const float perSound = (1 - shapeShare) / sound.deviation, perShape = shapeShare / shape.deviation;
  const float mean = perSound * sound.mean + perShape * shape.mean;
  PathProblem problem{
      .cues = p.targets.size(), .states = bank.size(), .stay = kStep * mean, .stillChange = mean};
  problem.change = soundChanges(bank, totalVariance(*p.shapes), mean);
  problem.emission = [&](std::size_t cue, std::span<float> cost) {
    sounds(cue, cost);
    const Shown here = p.shown(cue);
    for (std::size_t j = 0; j < bank.size(); ++j) {
      const bool isSaidAgain = isOwnMoment(p, bank[j], here) && cost[j] > kSameSound * sound.mean;
      const float size = std::log(here.scale * bank[j].toUnit.scale());
      cost[j] = perSound * cost[j] + perShape * squared(p.targets[cue].shape, bank[j].shape, weights) +
                mean * std::min(kMostPose, kTurnShare * squared(here.turn, bank[j].turn) + size * size) +
                (isSaidAgain ? kOwnMomentShare * mean : 0);
    }
  };
  problem.stillness = [&](std::size_t cue) { return 1 - p.targets[cue].level; };
  return cheapestPath(problem, stop);
}

}  // namespace

std::vector<std::int32_t> choosePictures(const ChoiceProblem& problem, std::stop_token stop) {
  if (problem.targets.empty()) return {};
  return problem.heard != nullptr ? chooseBySound(problem, stop) : chooseByShape(problem, stop);
}

std::vector<std::int32_t> choosePictures(const person::Person& person, std::span<const dub::Cue> cues,
                                         std::span<const MouthTarget> targets, const OwnSound& own,
                                         const speech_mouth::SpeechEncoding& speech, std::stop_token stop) {
  ChoiceProblem problem{.bank = &person.bank, .shapes = &person.shapes, .targets = targets};
  problem.shown = [&](std::size_t cue) {
    const person::HeadPose* pose = person.headPoses.find(cues[cue].frame);
    Shown out{{}, 1 / person.bank.front().toUnit.scale(), cues[cue].frame};
    if (pose != nullptr) out.turn = pose->turn, out.scale = 1 / pose->toUnit.scale();
    return out;
  };
  problem.ownMoment = static_cast<face::FrameNo>(std::lround(kOwnMomentSec * person.rate));
  const std::vector<double> steps = stepsOf(cues);
  const Heard heard{own.match.get(), &speech, steps};
  if (own.match != nullptr) problem.heard = &heard, problem.reliability = own.reliability;
  return choosePictures(problem, stop);
}

}  // namespace own_mouth
