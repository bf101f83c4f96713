#include "ui/window/recent_files.h"

#include <QFileInfo>
#include <QSettings>

#include "ui/preferences/preferences.h"

namespace ui {

static constexpr qsizetype kMost = 12;
static const QString kKey = QStringLiteral("recentFiles");

QStringList recentFiles() {
  QStringList files = QSettings(settingsFile(), QSettings::IniFormat).value(kKey).toStringList();
  files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
  return files;
}

void rememberFile(const QString& file) {
  const QString path = QFileInfo(file).absoluteFilePath();
  QStringList files = recentFiles();
  files.removeAll(path);
  files.prepend(path);
  changedSettings()->setValue(kKey, files.first(std::min(files.size(), kMost)));
}

void forgetRecentFiles() { changedSettings()->remove(kKey); }

}  // namespace ui
