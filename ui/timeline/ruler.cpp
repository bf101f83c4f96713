#include "ui/timeline/ruler.h"

#include <QString>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/timeline/timeline.h"

namespace ui {

int timecodeBase(const std::optional<media::VideoInfo>& video) {
  if (!video || video->isVariableRate || video->isStill || video->frameRate.value() <= 0) return 0;
  return static_cast<int>(std::ceil(video->frameRate.value() - 1e-3));
}

static RulerStep stepOf(double unitSec, int units) {
  for (const int parts : {5, 4, 6, 3, 2})
    if (units % parts == 0) return {unitSec * units, parts};
  return {unitSec * units, 1};
}

RulerStep rulerStep(double pixelsPerSec, double minPixels, const std::optional<media::VideoInfo>& video) {
  const auto isWide = [&](double sec) { return sec * pixelsPerSec >= minPixels; };
  const int base = timecodeBase(video);
  double secondSec = 1;  // how long a second of the timecode takes
  if (base > 0) {
    const double pictureSec = 1 / video->frameRate.value();
    secondSec = base * pictureSec;
    for (const int pictures : {1, 2, 5, 6, 10, 12, 15, 20, 30})
      if (base % pictures == 0 && pictures < base && isWide(pictures * pictureSec))
        return stepOf(pictureSec, pictures);
  } else {
    for (const int ms : {10, 20, 50, 100, 200, 500})
      if (isWide(ms * 1e-3)) return stepOf(1e-3, ms);
  }
  static constexpr std::array kSeconds{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200};
  for (const int seconds : kSeconds)
    if (isWide(seconds * secondSec))
      return {secondSec * seconds, seconds == 1 ? 5 : stepOf(1, seconds).parts};
  return stepOf(secondSec * 3600, 1 + static_cast<int>(minPixels / (pixelsPerSec * secondSec * 3600)));
}

static QString twoDigits(qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); }

static QString inSeconds(double seconds) {
  const auto ms = static_cast<qint64>(std::llround(seconds * 1000));
  const qint64 minutes = ms / 60000, hours = minutes / 60;
  const QString rest =
      QStringLiteral("%1.%2").arg(twoDigits(ms / 1000 % 60)).arg(ms % 1000, 3, 10, QLatin1Char('0'));
  if (hours == 0) return QStringLiteral("%1:%2").arg(minutes).arg(rest);
  return QStringLiteral("%1:%2:%3").arg(hours).arg(twoDigits(minutes % 60), rest);
}

QString timecode(double seconds, const std::optional<media::VideoInfo>& video) {
  if (!std::isfinite(seconds)) return {};
  if (seconds < 0) return QLatin1Char('-') + timecode(-seconds, video);
  const int base = timecodeBase(video);
  if (base == 0) return inSeconds(seconds);
  // Containers round times, to a millisecond for instance: a picture begins up to a tenth early.
  const auto picture = static_cast<qint64>(std::floor(seconds * video->frameRate.value() + 0.1));
  const qint64 whole = picture / base;
  return QStringLiteral("%1:%2:%3:%4")
      .arg(twoDigits(whole / 3600), twoDigits(whole / 60 % 60), twoDigits(whole % 60),
           twoDigits(picture % base));
}

}  // namespace ui
