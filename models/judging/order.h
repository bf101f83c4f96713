#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/dataset/set.h"

namespace judging {

// What a system is asked to make: the pictures of a clip, its lips saying a speech.
struct Order {
  dataset::ClipView recorded;  // as it was filmed, with its own sound
  dataset::ClipView wanted;    // the pictures in the length of the speech, with the sound, text and times of
                               // what the lips shall say; the name is the recorded clip's
  std::string speechOf;        // the clip whose speech it is
  std::shared_ptr<const dataset::Clip> owner;  // of `wanted`, where it is not the recorded clip
  bool isOwn() const { return owner == nullptr; }
};

// `speech`: the clip whose speech is to be said, nullopt = its own. Pictures that are too few run backwards
// and forwards, as in a dub. The order lives as long as the set.
Order orderOf(const dataset::Set& set, std::size_t clip, std::optional<std::size_t> speech);

// For each of these clips another one of the same speaker and part that says something else. The same one
// each time; half of the speaker's clips away, for near names often share words. nullopt: there is none.
std::vector<std::optional<std::size_t>> otherSpeech(const std::vector<dataset::ClipInfo>& all,
                                                    const std::vector<std::size_t>& clips);

}  // namespace judging
