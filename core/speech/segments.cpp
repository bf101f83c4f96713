#include "core/speech/segments.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/speech/features.h"

namespace speech {
namespace {

// Sound energy of a step in the int16 scale, mean square.
double energy(const Speech& speech, std::size_t step) {
  const std::size_t begin = std::min(speech.samples.size(), step * kStepSamples);
  const std::size_t end = std::min(speech.samples.size(), begin + kStepSamples);
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(speech.samples[i]) * speech.samples[i];
  return end > begin ? sum / static_cast<double>(end - begin) : 0.0;
}

bool isPause(const Speech& speech, std::size_t step) {
  return step >= speech.activity.size() || speech.activity[step] < 0.5f;
}

// The middle of the longest pause within [low, high), or 0 when there is none. Later pauses win ties: fewer
// segments.
std::size_t middleOfLongestPause(const Speech& speech, std::size_t low, std::size_t high) {
  std::size_t best = 0, bestLength = 0, begin = low;
  for (std::size_t step = low; step <= high; ++step) {
    if (step < high && isPause(speech, step)) continue;
    if (step > begin && step - begin >= bestLength) {
      bestLength = step - begin;
      best = begin + bestLength / 2;
    }
    begin = step + 1;
  }
  return best;
}

std::size_t weakestStep(const Speech& speech, std::size_t low, std::size_t high) {
  std::size_t best = low;
  double least = energy(speech, low);
  for (std::size_t step = low + 1; step < high; ++step) {
    const double e = energy(speech, step);
    if (e <= least) {
      least = e;
      best = step;
    }
  }
  return best;
}

}  // namespace

std::vector<Segment> cutAtPauses(const Speech& speech, const SegmentSettings& settings) {
  if (settings.minCore == 0 || settings.maxCore <= settings.minCore) {
    throw base::Error(base::Fault::defect, {}, {}, "speech segments need 0 < minCore < maxCore");
  }
  const std::size_t total = stepCount(speech.samples.size());
  std::vector<Segment> segments;
  std::size_t begin = 0;
  while (begin < total) {
    std::size_t end = total;
    if (total - begin > settings.maxCore) {
      const std::size_t low = begin + settings.minCore, high = begin + settings.maxCore;
      end = middleOfLongestPause(speech, low, high);
      if (end == 0) end = weakestStep(speech, low, high);
    }
    const std::size_t before = std::min(begin, settings.context);
    segments.push_back({begin, end, begin - before, std::min(total, end + settings.context)});
    begin = end;
  }
  return segments;
}

std::vector<float> segmentFeatures(const Speech& speech, const Segment& segment) {
  return talkLipFeatures(speech.samples, segment.begin, segment.steps());
}

}  // namespace speech
