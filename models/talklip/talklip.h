#pragma once
#include <memory>

#include "core/dub/lip_model.h"
#include "models/talklip/network.h"

namespace talklip {

// TalkLip and networks of its shape (Wav2Lip): the face's box is cropped to 96x96 BGR as the authors do,
// painted whole by the network, enlarged bilinearly, given back its fine detail, and pasted by the engine
// within the soft mask of the lower face. `fingerprint`: SHA-256 of the weights.
std::unique_ptr<dub::LipModel> make(std::unique_ptr<Network> network, std::string fingerprint,
                                    const dub::LipSettings& settings);

}  // namespace talklip
