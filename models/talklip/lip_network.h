#pragma once
#include "models/talklip/network.h"

namespace talklip {

// What openNetwork gives, on this side of the door to LibTorch.
std::unique_ptr<Network> openLipNetwork(const std::filesystem::path& safetensors, const Choice& choice);

}  // namespace talklip
