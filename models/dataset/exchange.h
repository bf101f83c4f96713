#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

#include "models/dataset/set.h"

namespace dataset {

// Writes a set as TalkLip's own training reads it: train.txt, valid.txt and test.txt name the clips; the
// trees video (.mp4, h264 that loses next to nothing, with the sound), audio (.wav), bbx (.npy) and text
// (.txt) hold them. Goes on where it was stopped; the lists come last. told(done) after every clip. False
// when stopped. Throws Error: fileExists where there are lists already; setDamaged; diskFull, io.
bool exportSet(const Set& set, const std::filesystem::path& folder,
               const std::function<void(std::int64_t done)>& told, const std::stop_token& stop = {});

}  // namespace dataset
