#include "core/play/play_clock.h"

namespace play {

void PlayClock::start(const Stretch& stretch) {
  stretch_ = stretch;
  begin_ = audio::Clock::now();
  if (hasSound()) feed_.start(stretch);
}

void PlayClock::stop() {
  if (hasSound()) feed_.stop();
  stretch_.reset();
}

double PlayClock::seconds() const {
  if (hasSound()) return feed_.seconds();
  return secondsAfter(*stretch_, std::chrono::duration<double>(audio::Clock::now() - begin_).count());
}

}  // namespace play
