#pragma once
#include <filesystem>
#include <memory>

#include "core/dub/lip_model.h"

namespace own_mouth {

// The built-in model: the person's own mouth. Retrieval over the clip's own frames and a landmark warp at
// full resolution (design W); one warped frame with a procedural mouth interior for stills and mouths that
// never open (design Z).
std::unique_ptr<dub::LipModel> make(const std::filesystem::path& speechMouthWeights,
                                    const dub::LipSettings& settings);

}  // namespace own_mouth
