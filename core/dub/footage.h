#pragma once
#include <optional>
#include <stop_token>

#include "core/dub/lip_model.h"
#include "core/face/face.h"

namespace dub {

// The clip's own sound helps a model to know the face; a clip without is dubbed all the same. nullopt where
// there is none that can be read, or when stopped.
std::optional<speech::Speech> readOwnSound(const media::Probe& probe, const std::stop_token& stop);

// `track` is one of the analysis; both it and `ownSound` must outlive the footage.
Footage makeFootage(std::shared_ptr<const media::ClipIndex> clip, const face::Analysis& analysis,
                    const face::Track& track, const std::optional<speech::Speech>& ownSound);

}  // namespace dub
