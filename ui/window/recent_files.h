#pragma once
#include <QString>
#include <QStringList>

namespace ui {

// Files that were opened last, newest first, kept by QSettings; those that are gone are left out.
QStringList recentFiles();
void rememberFile(const QString& file);
void forgetRecentFiles();

}  // namespace ui
