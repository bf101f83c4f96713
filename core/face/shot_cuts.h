#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "core/base/image.h"
#include "core/face/face.h"

namespace face {

// Finds hard cuts from luma histograms and a coarse layout of the picture. A flash or a single foreign
// picture is no cut: all of the three pictures after a cut differ from all of the three before. 8 bytes a
// frame.
class ShotCuts {
 public:
  // Whether this picture may begin a new shot: a reason to look for faces again. The verdict comes with
  // cuts().
  bool push(const base::Image& grey);
  // First frames of every shot but the first.
  std::vector<FrameNo> cuts() const;

 private:
  struct Look {
    std::array<float, 64> histogram{};    // cumulative, 0..1
    std::array<float, 32 * 18> layout{};  // luma of blocks
  };
  // Of two pictures, each 0..1.
  struct Gap {
    float layout = 0;  // 1 - correlation of the layouts: blind to exposure
    float light = 0;   // distance of the histograms
    float all() const { return (layout + light) / 2; }
  };
  struct Step {
    float jump = 0;        // gap to the picture before
    float stays = 0;       // least gap of a picture soon after it to one just before
    float staysMoved = 0;  // the same of the layouts alone
  };
  static Look lookAt(const base::Image& grey);
  static Gap gapOf(const Look& a, const Look& b);
  float usual(std::size_t frame, std::size_t reach) const;
  float greatestBeside(std::size_t frame) const;

  std::deque<Look> recent_;
  std::vector<Step> steps_;  // [frame]: from frame - 1 to frame
};

}  // namespace face
