#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "models/networks/lip_reader.h"

namespace talklip::training {

// Where a generated picture belongs: clip of the batch, picture of the clip, box in it.
struct Place {
  std::int64_t clip = 0, frame = 0;
  std::int64_t left = 0, top = 0, right = 0, bottom = 0;
};

// What one step of TalkLip's training is made of.
struct Batch {
  at::Tensor faces;  // [n, 6, 96, 96] lower half blank, then the identity; BGR 0..1
  at::Tensor real;   // [n, 3, 96, 96]
  std::vector<Place> places;
  at::Tensor sound;    // [B, T, 104], zeros after a clip's end
  at::Tensor mel;      // [n, 1, 80, 16] of the same pictures, for the local encoder; may be undefined
  at::Tensor padding;  // [B, T] bool
  std::vector<at::Tensor> pictures;  // of every clip: all pictures [T, 3, E, E] BGR 0..255
  at::Tensor written, wanted;  // [B, L] tokens of what is said, before and to come; wanted is padding alone
                               // where a clip has no text
  networks::LipRegion lips;    // what the expert looks at
  std::vector<std::string> clips;

  std::int64_t steps() const { return sound.size(1); }
};

Batch onDevice(Batch batch, const at::Device& device);

// Clips first .. last-1 alone.
Batch part(const Batch& batch, std::int64_t first, std::int64_t last);

}  // namespace talklip::training
