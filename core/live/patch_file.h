#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/live/patch_cache.h"

namespace dub {

// A painted mouth as bytes for this machine: not for exchange. `key` is part of the sum that guards them.
std::string toBytes(const PatchCache::Painted& painted, const std::string& key);
// nullopt for anything that toBytes() has not made with this key.
std::optional<PatchCache::Painted> parsePainted(std::string_view bytes, const std::string& key);

}  // namespace dub
