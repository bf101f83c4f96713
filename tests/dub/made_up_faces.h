#pragma once
#include <memory>

#include "core/face/face.h"
#include "core/media/encode/wave_file.h"
#include "core/sample/sample.h"
#include "core/speech/synthesizer.h"
#include "tests/support/make_media.h"

// Tests of dubbing need pictures, faces and speech, but no picture of a face: all is made up in a moment.
namespace test_support {

// A moving picture of 320 x 240 at 25 a second.
inline void makePictures(const std::filesystem::path& file, int frames) {
  if (!makeMedia(file, "-f lavfi -i testsrc2=size=320x240:rate=25 -c:v libx264 -preset ultrafast -frames:v " +
                           std::to_string(frames)))
    throw std::runtime_error("no pictures can be made");
}

// Faces side by side, each in every picture, as an analysis would find them.
inline std::shared_ptr<const face::Analysis> makeFaces(int count, media::FrameNo frames) {
  const face::Landmarks points = sample::renderTalker(320, 240, 1, 0, {}).truth.points;
  auto analysis = std::make_shared<face::Analysis>(face::Analysis{320, 240, frames, {}, {}});
  for (int i = 0; i < count; ++i) {
    face::Face face{.box = {160 * i, 0, 160, 120}, .seen = face::Seen::detected};
    for (std::size_t p = 0; p < points.size(); ++p)
      face.points[p] = points[p] * 0.5f + base::Point{160.0f * static_cast<float>(i), 0};
    analysis->tracks.push_back({i + 1, 0, std::vector<face::Face>(static_cast<std::size_t>(frames), face)});
  }
  return analysis;
}

inline void makeSpeech(const std::filesystem::path& file, double seconds) {
  speech::Utterance said = speech::speak(
      "The quick brown fox jumps over the lazy dog, and then it runs away. She sells sea shells by the sea "
      "shore, where nobody has ever bought a single shell from her. How much wood would a woodchuck chuck?",
      {});
  said.samples.resize(static_cast<std::size_t>(seconds * said.rate));
  media::writeWave(file, said.samples, said.rate);
}

}  // namespace test_support
