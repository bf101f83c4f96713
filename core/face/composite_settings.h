#pragma once

namespace face {

// How much of the lower face is painted.
struct MaskSettings {
  float size = 1.0f;     // 0.5..1.5 of the standard lower-face mask
  float feather = 1.0f;  // 0..3 of the standard feather (2.2 % of the crop edge = 1.75 eye distances)
  friend bool operator==(const MaskSettings&, const MaskSettings&) = default;
};

struct CompositeSettings {
  MaskSettings mask;
  bool colorMatch = true;  // low-frequency colour of the patch moved to the ring of skin around it
  friend bool operator==(const CompositeSettings&, const CompositeSettings&) = default;
};

}  // namespace face
