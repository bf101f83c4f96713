#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/face/face.h"
#include "core/media/decode/frame_index.h"
#include "core/speech/viseme.h"

namespace dub {

// The mouth of one face through a clip, in parts of the crop edge (1.75 eye distances, smoothed over time).
struct MouthCurve {
  std::vector<double> seconds;  // of every picture in which the face is seen
  std::vector<float> opening;   // inner lips, mean of three distances
  std::vector<float> width;     // mouth corners
};
// `frameSeconds`: when each frame of the clip is shown, its middle.
MouthCurve mouthCurve(const face::Track& track, std::span<const double> frameSeconds);

// The middles of all frames' times on the screen, from the first picture on; the last lasts as long as the
// average.
std::vector<double> frameMiddles(const media::FrameIndex& index, const media::Rational& timeBase);

// How well a mouth follows a speech. Curves are compared at 25 steps a second.
struct LipMeasure {
  double correlation = 0;  // opening with the predicted opening, at the best lag
  double correlationAtZero = 0;
  double widthCorrelation = 0;  // at the same lag
  int lagSteps = 0;             // 40 ms each, within +-5; positive = the voice is late
  double jitter = 0;            // mean |second difference| of opening over its deviation
  double silenceMotion =
      0;  // deviation of opening in silence over its deviation in speech; 0 without silence
  double silenceOpening = 0;  // mean opening in silence over mean opening in speech
};
struct Predicted {
  std::vector<speech::Articulation> articulation;  // 25 a second, from time 0 of the curve
  std::vector<float> activity;                     // 0..1
};
LipMeasure measureLips(const MouthCurve& mouth, const Predicted& predicted);

// The jitter alone, for clips without a speech.
double jitter(const MouthCurve& mouth);

// Values at 25 steps a second, linear in between; steps without a picture within 80 ms are NaN.
std::vector<float> resampled(std::span<const double> seconds, std::span<const float> values,
                             std::size_t steps);

// Pearson's r of a[i] and b[i + lag], NaN pairs left out; 0 when fewer than 10 pairs.
double correlation(std::span<const float> a, std::span<const float> b, int lag);

}  // namespace dub
