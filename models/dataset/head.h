#pragma once
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "core/face/face.h"
#include "models/dataset/prepare_clip.h"
#include "models/dataset/square.h"

namespace dataset {

// The face of a clip, in every picture. Analysed were pictures at 25 a second.
using Head = std::vector<face::Landmarks>;

// Correlation of the mouth's fast motion with that of the sound: about 0.6 for a genuine talker, 0.1 for
// another one who talks at the same time. Sound: 640 samples a picture.
double mouthFollows(const Head& head, std::span<const std::int16_t> sound);

// Of several faces the one whose mouth moves with the sound, or that moves at all where there is none.
// Pictures in which it is not seen for a moment are filled in.
std::variant<Head, Refused> chooseHead(const face::Analysis& analysis, std::span<const std::int16_t> sound);
// The face that others have found: in these boxes of the pictures.
std::variant<Head, Refused> headIn(const face::Analysis& analysis, std::span<const Box> boxes);

}  // namespace dataset
