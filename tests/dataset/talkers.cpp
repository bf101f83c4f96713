#include "tests/dataset/talkers.h"

#include <algorithm>
#include <array>
#include <random>

namespace dataset_tests {

namespace fs = std::filesystem;

const sample::SampleFiles& talker(unsigned number) {
  static const test_support::TempFolder folder;
  static const std::array<sample::SampleFiles, 2> files = [] {
    std::array<sample::SampleFiles, 2> made;
    for (unsigned i = 0; i < made.size(); ++i)
      made[i] = sample::makeSample(
          {.seconds = 2,
           .width = 320,
           .height = 240,
           .voice = i == 0 ? "en-gb" : "en-us",
           .text = i == 0 ? "Bob, open my barn door now, papa." : "We are away, you see, five old ways.",
           .seed = i + 1},
          folder / std::to_string(i));
    return made;
  }();
  return files.at(number);
}

dataset::Clip noise(const std::string& name, std::int64_t frames, std::int64_t edge, unsigned seed) {
  std::mt19937 random(seed);
  dataset::Clip clip{.info = {.name = name, .speaker = "somebody", .frames = frames}, .edge = edge};
  const auto n = static_cast<std::size_t>(frames), side = static_cast<std::size_t>(edge);
  clip.pictures.resize(n * side * side * 3);
  for (std::uint8_t& v : clip.pictures) v = static_cast<std::uint8_t>(random());
  for (std::size_t i = 0; i < n; ++i)
    for (const int v : {8, 4, 24, 28}) clip.boxes.push_back(static_cast<std::int16_t>(v));
  clip.landmarks.resize(n * 68 * 2);
  for (float& v : clip.landmarks) v = static_cast<float>(random() % 1000) * static_cast<float>(edge) / 1000;
  clip.sound.resize(n * 640);
  for (std::int16_t& v : clip.sound) v = static_cast<std::int16_t>(random());
  return clip;
}

bool isSame(const dataset::ClipView& a, const dataset::ClipView& b) {
  return *a.info == *b.info && a.edge == b.edge && std::ranges::equal(a.pictures, b.pictures) &&
         std::ranges::equal(a.boxes, b.boxes) && std::ranges::equal(a.landmarks, b.landmarks) &&
         std::ranges::equal(a.sound, b.sound);
}

}  // namespace dataset_tests
