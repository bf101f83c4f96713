#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/face/face.h"
#include "core/face/picture.h"

namespace face {

// Where a network looks, in pixels of the picture.
struct Square {
  base::Point centre;
  float side = 0, rotation = 0;  // radians, clockwise as seen
};

// A face as a network saw it.
struct Sight {
  Landmarks points{};
  Square next;         // where to look for it in the picture before or after
  float presence = 1;  // how sure the network is that this is a face, 0..1
};

// Finds the 68 points in colour, better than the cascade. One thread at a time; deterministic.
class LandmarkNetwork {
 public:
  virtual ~LandmarkNetwork() = default;
  // Of a face whose place is known well, from a sight in a picture beside this one. nullopt: no face is
  // there.
  virtual std::optional<Sight> look(const Picture& picture, const Square& square) = 0;
  // Of a face whose place is known roughly: a box of the detector's convention (unit square -> picture).
  virtual std::optional<Sight> find(const Picture& picture, const base::Similarity& box) = 0;
  // Such boxes of all faces that a detector of the network's own sees, turned as the faces are.
  virtual std::vector<base::Similarity> detect(const Picture& picture) = 0;
};

// How to come by a network; one that cannot `make` stands for none.
struct LandmarkNetworkSource {
  std::string name;  // tells its numbers, too: what made other points has another name
  std::function<std::unique_ptr<LandmarkNetwork>()> make;  // throws Error
};

}  // namespace face
