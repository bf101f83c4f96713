#pragma once
#include <QRect>

class QPainter;

namespace ui {

// What a speaker watches to come in on time, painted over the picture: a line that wipes from left to right
// and reaches the right edge at the punch-in, the number of each beat, and a flash at the punch-in. Paints
// nothing long before and after it.
void paintStreamer(QPainter& painter, const QRect& picture, double secondsToPunchIn);

}  // namespace ui
