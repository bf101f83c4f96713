#include "models/person/bank.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/media/decode/video_reader.h"
#include "core/media/picture/convert.h"
#include "models/person/quality.h"

namespace person {

using face::FrameNo;

namespace {

constexpr std::size_t kRunFrames = 12;  // about half a second: long enough for the path to follow
constexpr std::size_t kMostRuns = 400,
                      kMostWitnesses = 600;  // bound the cost of choosing, whatever the clip's length
constexpr float kTurnShare = 0.5f;           // of a turn deviation against a shape deviation, for closeness
constexpr float kMargin = 0.10f;             // of the unit square around mouth and jaw
constexpr FrameNo kSeekBeyond = 100;         // frames: nearer ones are reached by decoding on
constexpr double kLeastKept = 0.4;  // gates that would leave less than this part of the pictures are ignored

using Feature = std::array<float, kShapeSize + kTurnSize>;

std::vector<Feature> features(const std::vector<Candidate>& candidates) {
  Shape mean{};
  const auto n = static_cast<float>(candidates.size());
  for (const Candidate& c : candidates) {
    for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += c.shape[k] / n;
  }
  float total = 0;
  for (const Candidate& c : candidates) {
    for (std::size_t k = 0; k < mean.size(); ++k)
      total += (c.shape[k] - mean[k]) * (c.shape[k] - mean[k]) / n;
  }
  const float unit = std::sqrt(total / kShapeSize) + 1e-6f;
  std::vector<Feature> out;
  for (const Candidate& c : candidates) {
    Feature f;
    for (std::size_t k = 0; k < mean.size(); ++k) f[k] = (c.shape[k] - mean[k]) / unit;
    for (std::size_t k = 0; k < c.turn.size(); ++k) f[kShapeSize + k] = kTurnShare * c.turn[k];
    out.push_back(f);
  }
  return out;
}

struct Run {
  std::size_t begin = 0, end = 0;
};

std::vector<Run> cutIntoRuns(const std::vector<Candidate>& candidates) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const bool goesOn = i > 0 && candidates[i].frame == candidates[i - 1].frame + 1 && runs.back().end == i &&
                        i - runs.back().begin < kRunFrames;
    if (goesOn)
      runs.back().end = i + 1;
    else
      runs.push_back({i, i + 1});
  }
  if (runs.size() <= kMostRuns) return runs;
  std::vector<Run> spread;
  for (std::size_t k = 0; k < kMostRuns; ++k) spread.push_back(runs[k * runs.size() / kMostRuns]);
  return spread;
}

float squared(const Feature& a, const Feature& b) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

// distance[run][witness]: of the run's nearest picture to each of some pictures spread over the clip.
std::vector<std::vector<float>> runDistances(const std::vector<Feature>& all, const std::vector<Run>& runs) {
  const std::size_t witnesses = std::min(kMostWitnesses, all.size());
  std::vector<std::vector<float>> out;
  for (const Run& run : runs) {
    std::vector<float> nearest(witnesses, std::numeric_limits<float>::max());
    for (std::size_t w = 0; w < witnesses; ++w) {
      const Feature& witness = all[w * all.size() / witnesses];
      for (std::size_t i = run.begin; i < run.end; ++i)
        nearest[w] = std::min(nearest[w], squared(all[i], witness));
    }
    out.push_back(std::move(nearest));
  }
  return out;
}

double remaining(const std::vector<float>& nearest, const std::vector<float>& offered) {
  double sum = 0;
  for (std::size_t w = 0; w < nearest.size(); ++w) sum += std::min(nearest[w], offered[w]);
  return sum;
}

std::vector<std::size_t> greedyCover(const std::vector<std::vector<float>>& distances,
                                     const std::vector<Run>& runs, std::size_t most) {
  std::vector<std::size_t> chosen;
  std::vector<bool> taken(runs.size(), false);
  std::vector<float> nearest(distances.front().size(), 1e6f);
  std::size_t frames = 0;
  while (true) {
    std::size_t best = runs.size();
    double least = std::numeric_limits<double>::max();
    for (std::size_t r = 0; r < runs.size(); ++r) {
      if (taken[r] || frames + runs[r].end - runs[r].begin > most) continue;
      const double left = remaining(nearest, distances[r]);
      if (left < least) least = left, best = r;
    }
    if (best == runs.size()) return chosen;
    taken[best] = true;
    chosen.push_back(best);
    frames += runs[best].end - runs[best].begin;
    for (std::size_t w = 0; w < nearest.size(); ++w) nearest[w] = std::min(nearest[w], distances[best][w]);
  }
}

BankFrame cutOut(const Candidate& candidate, const media::Frame& picture) {
  BankFrame out;
  out.frame = candidate.frame;
  out.region = media::chromaAligned(picture, lowerFace(candidate.unit, candidate.toUnit));
  if (!out.region.empty()) out.bgr = media::toBgr(picture, out.region);
  out.toUnit = candidate.toUnit;
  out.unit = candidate.unit;
  out.turn = candidate.turn;
  out.shape = candidate.shape;
  out.opening = mouthSize(candidate.unit).opening;
  return out;
}

std::vector<BankFrame> keepGood(std::vector<BankFrame> frames, const std::vector<bool>& isGood) {
  const auto good = static_cast<std::size_t>(std::count(isGood.begin(), isGood.end(), true));
  if (static_cast<double>(good) < kLeastKept * static_cast<double>(frames.size())) return frames;
  std::vector<BankFrame> kept;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (isGood[i]) kept.push_back(std::move(frames[i]));
  }
  return kept;
}

}  // namespace

std::vector<Candidate> chooseRuns(const std::vector<Candidate>& candidates, std::size_t most) {
  if (candidates.size() <= most) return candidates;
  const std::vector<Run> runs = cutIntoRuns(candidates);
  std::vector<std::size_t> chosen = greedyCover(runDistances(features(candidates), runs), runs, most);
  std::sort(chosen.begin(), chosen.end());
  std::vector<Candidate> out;
  for (std::size_t r : chosen) {
    out.insert(out.end(), candidates.begin() + static_cast<std::ptrdiff_t>(runs[r].begin),
               candidates.begin() + static_cast<std::ptrdiff_t>(runs[r].end));
  }
  return out;
}

base::Rect lowerFace(const face::Landmarks& unit, const base::Similarity& toUnit) {
  const base::Similarity toFrame = toUnit.inverse();
  float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
  const auto include = [&](base::Point p) {
    const base::Point q = toFrame(p);
    x0 = std::min(x0, q.x), y0 = std::min(y0, q.y), x1 = std::max(x1, q.x), y1 = std::max(y1, q.y);
  };
  for (std::size_t i = 2; i <= 14; ++i) include(unit[i]);
  include(unit[30]);
  const float margin = kMargin * toFrame.scale();
  const int left = static_cast<int>(std::floor(x0 - margin)), top = static_cast<int>(std::floor(y0 - margin));
  return {left, top, static_cast<int>(std::ceil(x1 + margin)) - left,
          static_cast<int>(std::ceil(y1 + margin)) - top};
}

BankReading readBank(const std::shared_ptr<const media::ClipIndex>& clip,
                     const std::vector<Candidate>& candidates, const std::function<void(double)>& progress,
                     std::stop_token stop) {
  BankReading reading;
  media::VideoReader reader(clip);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < candidates.size() && !stop.stop_requested(); ++i) {
    const FrameNo wanted = candidates[i].frame;
    if (wanted < reader.position() || wanted > reader.position() + kSeekBeyond) reader.seek(wanted);
    std::optional<media::Frame> picture = reader.next();
    for (FrameNo at = reader.position() - 1; picture && at < wanted; ++at) picture = reader.next();
    if (!picture) break;
    BankFrame frame = cutOut(candidates[i], *picture);
    if (frame.bgr.empty()) continue;
    bytes += frame.bgr.bytes();
    if (bytes > kBankBytes) break;
    reading.frames.push_back(std::move(frame));
    progress(static_cast<double>(i + 1) / static_cast<double>(candidates.size()));
  }
  const PixelVerdict verdict = judgePixels(reading.frames);
  std::vector<bool> good = verdict.isSharp;
  for (std::size_t i = 0; i < good.size(); ++i)
    good[i] = good[i] && verdict.isUsual[i] && verdict.isBelieved[i];
  reading.blurred =
      static_cast<std::size_t>(std::count(verdict.isSharp.begin(), verdict.isSharp.end(), false));
  reading.odd = static_cast<std::size_t>(std::count(verdict.isUsual.begin(), verdict.isUsual.end(), false));
  reading.doubtful =
      static_cast<std::size_t>(std::count(verdict.isBelieved.begin(), verdict.isBelieved.end(), false));
  reading.frames = keepGood(std::move(reading.frames), good);
  return reading;
}

}  // namespace person
