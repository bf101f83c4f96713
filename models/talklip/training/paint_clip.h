#pragma once
#include "models/dataset/clip.h"
#include "models/networks/weights.h"

namespace talklip::training {

// A whole clip with all its mouths painted for a sound (16 kHz mono; the clip's own to judge by), as the
// paper judges: the identity is the first picture, the crop replaces the whole box. Landmarks, boxes and
// words are the clip's.
dataset::Clip paintClip(const networks::Weights& generator, const dataset::ClipView& clip);

}  // namespace talklip::training
