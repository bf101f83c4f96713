#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

// Talking people, made ready for training: square pictures around one face at 25 frames a second, with the
// sound.
namespace dataset {

struct Word {
  std::string text;           // lower case
  double begin = 0, end = 0;  // pictures: 1/25 s from the first picture
  friend bool operator==(const Word&, const Word&) = default;
};

enum class Part : std::uint8_t { train, valid, test };

// What is known of a clip beside its pictures.
struct ClipInfo {
  std::string name;  // unique in its set, e.g. "s1/bbaf4p"
  std::string speaker;
  Part part = Part::train;
  std::string text;         // lower case, words divided by blanks; empty = not known
  std::vector<Word> words;  // with times, without silence; empty = not known
  std::int64_t frames = 0;
  friend bool operator==(const ClipInfo&, const ClipInfo&) = default;
};

// A clip in memory that someone else owns.
struct ClipView {
  const ClipInfo* info = nullptr;
  std::int64_t edge = 0;                   // pictures are edge x edge
  std::span<const std::uint8_t> pictures;  // [frames, edge, edge, 3] BGR 0-255, the face in the middle
  std::span<const std::int16_t> boxes;     // [frames, 4] x1 y1 x2 y2 in the picture: TalkLip's crop
  std::span<const float> landmarks;        // [frames, 68, 2] x y in the picture's pixels (iBUG's scheme)
  std::span<const std::int16_t> sound;     // 16 kHz mono, 640 samples a picture
};

// The same, owned.
struct Clip {
  ClipInfo info;
  std::int64_t edge = 0;
  std::vector<std::uint8_t> pictures;
  std::vector<std::int16_t> boxes;
  std::vector<float> landmarks;
  std::vector<std::int16_t> sound;
  ClipView view() const { return {&info, edge, pictures, boxes, landmarks, sound}; }
};

}  // namespace dataset
