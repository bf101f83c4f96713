#include "tests/ui/screenshot.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QWidget>

#include "ui/i18n/translation.h"
#include "ui/theme/theme.h"

void inEveryLook(const std::function<void()>& act) {
  theme::apply(*qApp, theme::Scheme::dark);
  act();
  theme::apply(*qApp, theme::Scheme::light);
  act();
  ui::installTranslation(*qApp, "de");
  act();
  ui::installTranslation(*qApp, "en");
}

bool saveScreenshot(QWidget& widget, const QString& name) {
  widget.ensurePolished();
  const QPixmap picture = widget.grab();
  if (picture.isNull()) return false;
  const QString folder = qEnvironmentVariable("REDUB_SCREENSHOTS");
  if (folder.isEmpty()) return true;
  const bool isDark = qApp->palette().color(QPalette::Window).lightness() < 128;
  const QString language = QLocale().language() == QLocale::German ? "-de" : "";
  const QString scale = widget.devicePixelRatioF() > 1 ? "@2x" : "";
  return QDir().mkpath(folder) &&
         picture.save(QStringLiteral("%1/%2-%3%4%5.png")
                          .arg(folder, name, isDark ? "dark" : "light", language, scale));
}
