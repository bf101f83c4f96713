#include "tests/ui/screenshot.h"

#include <QApplication>
#include <QDir>
#include <QWidget>

bool saveScreenshot(QWidget& widget, const QString& name) {
  widget.ensurePolished();
  const QPixmap picture = widget.grab();
  if (picture.isNull()) return false;
  const QString folder = qEnvironmentVariable("REDUB_SCREENSHOTS");
  if (folder.isEmpty()) return true;
  const bool isDark = qApp->palette().color(QPalette::Window).lightness() < 128;
  return QDir().mkpath(folder) &&
         picture.save(QStringLiteral("%1/%2-%3.png").arg(folder, name, isDark ? "dark" : "light"));
}
