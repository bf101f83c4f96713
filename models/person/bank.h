#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/media/decode/clip_index.h"
#include "models/person/shape_model.h"

namespace person {

inline constexpr std::size_t kBankFrames = 1000;
inline constexpr std::size_t kBankBytes = std::size_t{256} << 20;

// The retrieval bank: pictures of the clip from which a mouth is chosen for every output picture.

// One picture of the person's mouth at the clip's own resolution.
struct BankFrame {
  face::FrameNo frame = 0;
  base::Rect region;        // of the source frame
  base::Image bgr;          // that region
  base::Similarity toUnit;  // source frame pixels -> unit square
  face::Landmarks unit{};
  Turn turn{};
  Shape shape{};
  float opening = 0;  // unit square
};

// What is known of a frame before its pixels are read.
struct Candidate {
  face::FrameNo frame = 0;
  base::Similarity toUnit;
  face::Landmarks unit{};
  Turn turn{};
  Shape shape{};
};

// At most `most` candidates, in runs of consecutive frames that together come near every shape and turn of
// all of them (greedy facility location). All of them when they are few enough.
std::vector<Candidate> chooseRuns(const std::vector<Candidate>& candidates, std::size_t most);

// The part of the frame that a bank picture keeps: the lower face with a margin.
base::Rect lowerFace(const face::Landmarks& unit, const base::Similarity& toUnit);

struct BankReading {
  std::vector<BankFrame> frames;                   // ascending; passed the pixel gates
  std::size_t blurred = 0, odd = 0, doubtful = 0;  // how many did not
};
// Reads the candidates' pictures (ascending frames) and keeps the good ones within the byte and frame bounds.
BankReading readBank(const std::shared_ptr<const media::ClipIndex>& clip,
                     const std::vector<Candidate>& candidates, const std::function<void(double)>& progress,
                     std::stop_token stop);

}  // namespace person
