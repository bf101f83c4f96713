#include "tests/window_e2e/recording.h"

#include <stdexcept>

#include "tests/support/wait_until.h"
#include "tests/window_e2e/sound.h"

namespace window_e2e {

namespace fs = std::filesystem;

static constexpr std::uintmax_t kBytesPerSec = sizeof(float) * kSoundRate;

fs::path beginTake(Studio& studio, test_support::VirtualSound& sound, const fs::path& said) {
  studio.key("Home r");
  studio.waitForLog("] recording");
  const fs::path file = studio.waitForFile(".local/share/redub/takes/unfinished", ".wav");
  sound.playToMicrophone(said);
  const std::uintmax_t enough = fs::file_size(file) + 3 * kBytesPerSec / 2;
  if (!test_support::waitUntil([&] { return fs::file_size(file) >= enough; }))
    throw std::runtime_error("the take does not grow\n" + studio.log());
  return file;
}

}  // namespace window_e2e
