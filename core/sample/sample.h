#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/face/face.h"
#include "core/speech/synthesizer.h"
#include "core/speech/viseme.h"

namespace sample {

struct SampleSettings {
  double seconds = 12;
  double fps = 25;  // 24000/1001 and friends are recognised and kept exact
  int width = 640, height = 480;
  std::string voice = "en-gb";
  std::string text;   // empty = a built-in passage; repeated or cut to fill `seconds`
  unsigned seed = 1;  // of the talker's looks and head motion
};

// One frame's truth.
struct Truth {
  base::Rect face;
  face::Landmarks points;
  std::string phone;
  speech::Articulation mouth;
};

struct SampleFiles {
  std::filesystem::path video;   // sample.mp4, with the speech as its sound
  std::filesystem::path speech;  // sample.wav
  std::filesystem::path truth;   // sample.json
};

// A rendered talking head, ours from the first line: writes the three files into `folder`, which is made if
// it is not there. The pictures are the same for the same settings; the speech too in a fresh process
// (espeak-ng keeps state from call to call). Throws Error: usage, notFound (voice), diskFull, io.
SampleFiles makeSample(const SampleSettings& settings, const std::filesystem::path& folder);

// One picture of the talker, for tests. `look` by seed; time moves the head; `mouth` shapes the lips.
struct Rendered {
  base::Image bgr;
  Truth truth;
};
Rendered renderTalker(int width, int height, unsigned seed, double seconds,
                      const speech::Articulation& mouth);

}  // namespace sample
