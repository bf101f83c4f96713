#pragma once
#include <filesystem>
#include <memory>

#include "core/dub/lip_model.h"

namespace own_mouth {

// The built-in model: the person's own mouth. Retrieval: a bank of the clip's own pictures, warped by
// landmarks at full resolution. Still: one warped frame with a procedural mouth interior, for stills and
// mouths that never open.
std::unique_ptr<dub::LipModel> make(const std::filesystem::path& speechMouthWeights,
                                    const dub::LipSettings& settings);

}  // namespace own_mouth
