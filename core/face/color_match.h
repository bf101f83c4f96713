#pragma once
#include "core/base/image.h"

namespace face {

// Moves the low-frequency colour of `patch` to that of `frame` (both BGR, one size), judged on the ring of
// skin along the mask's edge; by at most 40 levels. `mask`: alpha 0-255; `lips`: 255 where the two may
// differ. `edge`: length of the aligned crop's edge in these pixels.
void matchColor(base::Image& patch, const base::Image& frame, const base::Image& mask,
                const base::Image& lips, float edge);

}  // namespace face
