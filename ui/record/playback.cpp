#include "ui/record/playback.h"

#include <algorithm>

#include "ui/clip/transport.h"

namespace ui {

double TransportPlayback::seconds() const { return transport_.seconds(); }
double TransportPlayback::duration() const { return transport_.duration(); }
std::optional<play::Position> TransportPlayback::position() const { return transport_.position(); }
void TransportPlayback::pause() { transport_.pause(); }

void TransportPlayback::playFrom(double seconds) {
  transport_.seekSeconds(seconds);
  transport_.play();
}

void TransportPlayback::setLoop(std::optional<std::pair<double, double>> loopSec) {
  if (!loopSec) return transport_.setLoop(std::nullopt);
  const media::FrameNo first = transport_.frameAt(loopSec->first), end = transport_.frameAt(loopSec->second);
  const bool endsBefore =
      transport_.secondsOf(end) >= loopSec->second;  // a picture that begins at the out point
  transport_.setLoop(std::pair(first, std::max(first, endsBefore ? end - 1 : end)));
}

}  // namespace ui
