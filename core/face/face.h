#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/media/picture/frame.h"

namespace face {

using media::FrameNo;

// The 68 points of the iBUG scheme, in pixels of the upright frame: 0-16 jaw (left ear to right ear as seen),
// 17-26 brows, 27-35 nose, 36-47 eyes, 48-59 outer lips, 60-67 inner lips.
using Landmarks = std::array<base::Point, 68>;

enum class Seen : std::uint8_t {
  no,        // no usable face here: pass the frame through
  detected,  // found by the detector in this frame
  tracked,   // followed from the frame before
  filled,    // interpolated across a gap of a few frames
};

struct Face {
  Landmarks points{};  // smoothed, zero-phase
  base::Rect box;      // of the detector's convention (brows to chin, roughly square)
  float misfit = 0;  // residual of the points to the mean shape, in parts of the eye distance; small is good
  Seen seen = Seen::no;
};

// One person through one clip. The number is stable: it survives cuts away and back when the person is
// recognised by place and size; faces of different shots otherwise get numbers of their own.
struct Track {
  int id = 0;  // 1-based, largest-and-longest first
  FrameNo first = 0;
  std::vector<Face> faces;  // of frames first, first+1, ...; gaps have Seen::no
  FrameNo end() const { return first + static_cast<FrameNo>(faces.size()); }
  // nullptr outside the track or where the face is not seen.
  const Face* at(FrameNo frame) const {
    if (frame < first || frame >= end()) return nullptr;
    const Face& f = faces[static_cast<std::size_t>(frame - first)];
    return f.seen == Seen::no ? nullptr : &f;
  }
};

struct Analysis {
  int width = 0, height = 0;
  FrameNo frames = 0;
  std::vector<FrameNo> cuts;  // first frame of every shot but the first
  std::vector<Track> tracks;  // by id
  std::string landmarks;      // what found the points: a name and the first digits of its numbers' SHA-256
};

}  // namespace face
