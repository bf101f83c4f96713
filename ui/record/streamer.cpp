#include "ui/record/streamer.h"

#include <QGuiApplication>
#include <QPainter>
#include <algorithm>

#include "ui/record/count_in.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr double kFlashSec = 0.2;

// 1 at its beginning, 0 at its end.
static double flashAt(double secondsSince) { return 1 - secondsSince / kFlashSec; }

static void paintLine(QPainter& painter, const QRectF& picture, double part, const theme::Colors& colors) {
  const double width = std::max(3.0, picture.width() / 200), x = picture.left() + part * picture.width();
  painter.fillRect(QRectF(x - width, picture.top(), 2 * width, picture.height()), colors.screen);
  painter.fillRect(QRectF(x - width / 2, picture.top(), width, picture.height()), colors.playhead);
}

// A disc with the number in it; at the punch-in a dot.
static void paintBeat(QPainter& painter, const QRectF& picture, int beat, double strength,
                      const theme::Colors& colors) {
  const double radius = std::min(picture.width(), picture.height()) * (0.13 + 0.03 * strength);
  QColor ground = beat > 0 ? colors.screen : colors.playhead;
  ground.setAlphaF(static_cast<float>(beat > 0 ? 0.8 : strength));
  painter.setBrush(ground);
  painter.setPen(beat > 0 ? QPen(colors.playhead, radius / 12) : QPen(Qt::NoPen));
  painter.drawEllipse(picture.center(), radius, radius);
  if (beat == 0) return;
  QFont font = painter.font();
  font.setPixelSize(std::max(1, static_cast<int>(radius * 1.2)));
  font.setBold(true);
  painter.setFont(font);
  painter.setPen(colors.text);
  painter.drawText(QRectF(picture.center() - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)),
                   Qt::AlignCenter, QString::number(beat));
}

static void paintFrame(QPainter& painter, const QRectF& picture, double strength,
                       const theme::Colors& colors) {
  const double width = std::max(4.0, picture.width() / 60);
  QColor color = colors.playhead;
  color.setAlphaF(static_cast<float>(strength));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawRect(picture.adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

void paintStreamer(QPainter& painter, const QRect& picture, double secondsToPunchIn) {
  if (picture.isEmpty() || secondsToPunchIn > kCountInSec || secondsToPunchIn <= -kFlashSec) return;
  const theme::Colors& colors = theme::colors(QGuiApplication::palette());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(picture);
  if (secondsToPunchIn > 0) {
    const int beat = beatAt(secondsToPunchIn);
    const double flash = flashAt(beat * kBeatSec - secondsToPunchIn);
    paintLine(painter, picture, 1 - secondsToPunchIn / kCountInSec, colors);
    paintBeat(painter, picture, beat, std::max(0.0, flash), colors);
  } else {
    paintFrame(painter, picture, flashAt(-secondsToPunchIn), colors);
    paintBeat(painter, picture, 0, flashAt(-secondsToPunchIn), colors);
  }
  painter.restore();
}

}  // namespace ui
