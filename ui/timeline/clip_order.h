#pragma once
#include <vector>

#include "core/project/project.h"

namespace ui {

// The clips of each voice by where they begin, so that those in view are found without looking at the others.
class ClipOrder {
 public:
  ClipOrder() = default;
  explicit ClipOrder(const dub::Project& project);
  // Indices into Project::clips of a voice's clips that lie in [fromSec, toSec), those that begin first
  // first.
  std::vector<std::size_t> within(int voice, double fromSec, double toSec) const;

 private:
  struct Place {
    double atSec, endSec;
    double latestEndSec;  // of this clip and all before it
    std::size_t clip;
  };
  std::vector<std::vector<Place>> voices_;
};

}  // namespace ui
