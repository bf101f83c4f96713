#pragma once
#include <cstdint>
#include <random>
#include <vector>

#include "core/base/image.h"
#include "models/dataset/clip.h"
#include "models/expert/dictionary.h"
#include "models/networks/lip_reader.h"
#include "models/talklip/training/batch.h"
#include "models/talklip/training/widths.h"

namespace talklip::training {

inline constexpr std::int64_t kSegment = 5;      // pictures in a row
inline constexpr std::int64_t kLeastFrames = 9;  // of a clip; the reference crashes below

// Starts of the segments that a clip of `frames` gives while it is taught: as many draws as 8 % of the
// pictures, distinct, from 1 .. frames - 5, and more than 4 apart (drawn in TalkLip's way: too near ones are
// left out). Sorted.
std::vector<std::int64_t> segmentStarts(std::int64_t frames, std::mt19937_64& random);
// While it is judged: 0, s, 2 s, ..., s being 12 % of the pictures.
std::vector<std::int64_t> judgedStarts(std::int64_t frames);

// How a clip becomes a batch.
struct Sampling {
  SoundEncoder encoder = SoundEncoder::global;
  std::int64_t edge = 96;    // of the crops, pixels
  networks::LipRegion lips;  // what the expert looks at
};

// The crop of a picture's box, as the reference cuts it: BGR 0..1 [3, edge, edge].
base::Image cropImage(const dataset::ClipView& clip, std::int64_t frame, std::int64_t edge = 96);  // 0-255
at::Tensor crop(const dataset::ClipView& clip, std::int64_t frame, std::int64_t edge = 96);

// One clip as a batch: segments with identities drawn from the same clip (teaching), or the first picture
// (random null: judging).
Batch sample(const dataset::ClipView& clip, const expert::Dictionary& dictionary, const Sampling& sampling,
             std::mt19937_64* random);
// Pictures first .. last-1 of a clip, all of them to be painted, with one identity (a crop); no texts.
Batch range(const dataset::ClipView& clip, std::int64_t first, std::int64_t last, const at::Tensor& identity,
            SoundEncoder encoder);
// Batches of single clips as one; sound and texts are padded to the longest.
Batch joined(const std::vector<Batch>& clips);

}  // namespace talklip::training
