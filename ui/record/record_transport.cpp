#include "ui/record/record_transport.h"

#include <algorithm>

#include "ui/clip/transport.h"

namespace ui {

double WindowTransport::seconds() const { return transport_.seconds(); }
double WindowTransport::duration() const { return transport_.duration(); }
std::optional<play::Position> WindowTransport::position() const { return transport_.position(); }
void WindowTransport::pause() { transport_.pause(); }

void WindowTransport::playFrom(double seconds) {
  transport_.seekSeconds(seconds);
  transport_.play();
}

void WindowTransport::setLoop(std::optional<std::pair<double, double>> loopSec) {
  if (!loopSec) return transport_.setLoop(std::nullopt);
  const media::FrameNo first = transport_.frameAt(loopSec->first), end = transport_.frameAt(loopSec->second);
  const bool endsBefore =
      transport_.secondsOf(end) >= loopSec->second;  // a picture that begins at the out point
  transport_.setLoop(std::pair(first, std::max(first, endsBefore ? end - 1 : end)));
}

}  // namespace ui
