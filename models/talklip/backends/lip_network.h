#pragma once
#include "models/talklip/network.h"

namespace talklip {

// What openNetwork gives, in the library of networks.
std::unique_ptr<Network> openLipNetwork(const std::filesystem::path& safetensors, const Choice& choice);

}  // namespace talklip
