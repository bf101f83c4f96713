#pragma once
#include <filesystem>

#include "tests/support/virtual_sound.h"
#include "tests/window_e2e/studio.h"

namespace window_e2e {

// Records from the beginning of the clip, and says the sound once the recording runs. Returns when all of it
// (at most a second) is in the file that is being written; the recording goes on.
std::filesystem::path beginTake(Studio& studio, test_support::VirtualSound& sound,
                                const std::filesystem::path& said);

}  // namespace window_e2e
