#pragma once
#include <optional>

#include "core/dub/lip_model.h"
#include "core/face/face.h"
#include "core/media/decode/frame_index.h"

namespace dub {

// The clip's own sound helps a model to know the face; a clip without is dubbed all the same. nullopt where
// there is none that can be read.
std::optional<speech::Speech> readOwnSound(const media::Probe& probe);

// `track` is one of the analysis; both it and `ownSound` must outlive the footage.
Footage makeFootage(const media::Probe& probe, const media::FrameIndex& index, const face::Analysis& analysis,
                    const face::Track& track, const std::optional<speech::Speech>& ownSound);

}  // namespace dub
