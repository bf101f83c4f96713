#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "core/dub/lip_model.h"

namespace talklip {

// Which picture tells the network what the face looks like.
//   first   the track's first: as the paper's evaluation does
//   same    the frame itself, its mouth unblanked: as the authors' demonstration does; the network can then
//           see how the mouth was, and tends to keep it
//   closed  the track's most closed mouth
//   window  five pictures in a row of a quiet moment, taken in turn forwards and backwards: near to the
//           training, where five pictures of another moment were given
struct References {
  bool isSame = false;
  std::vector<face::FrameNo> frames;      // where they are from
  std::vector<std::vector<float>> faces;  // [3, edge, edge] BGR 0..1 each; at least one unless isSame
  // For the picture of this source frame.
  const std::vector<float>& of(face::FrameNo frame) const;
};

// Frames that `policy` takes. Not empty unless the policy is `same`; throws Error(noFace) when no face is
// seen.
std::vector<face::FrameNo> chooseReferences(dub::Reference policy, const face::Track& track,
                                            const std::vector<face::FrameNo>& cuts);

// Chooses and reads them. edge: of the crops.
References readReferences(dub::Reference policy, const dub::Footage& footage, int edge);

}  // namespace talklip
