#pragma once
#include <span>
#include <vector>

#include "core/face/composite.h"
#include "core/media/picture/frame.h"
#include "models/person/bank.h"

namespace own_mouth {

// A bank picture and its share of the painted skin.
struct Layer {
  const person::BankFrame* picture = nullptr;
  float share = 1;
};

// What to paint on one frame. Lips and what is between them come from the first layer alone, or, without
// layers, from the frame itself.
struct WarpSpec {
  base::Similarity toUnit;    // frame pixels -> unit square
  face::Landmarks current{};  // of the frame, unit square
  face::Landmarks target{};   // what is to be seen, unit square
  std::span<const Layer> layers;
  face::MaskSettings mask;
};

// Warps the frame's jaw and the bank pictures to the target and joins them, in the frame's own pixels.
face::Patch paint(const media::Frame& frame, const WarpSpec& spec);

}  // namespace own_mouth
