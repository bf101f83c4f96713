#pragma once
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <filesystem>

#include "ui/theme/theme.h"

namespace ui {

// What a user sets once for all projects. A value, kept by QSettings.
struct Preferences {
  QString language;  // "en", "de"; empty = the system's
  theme::Scheme scheme = theme::Scheme::system;
  QString playbackDevice, recordDevice;  // empty = the default
  int recordChannel = -1;                // -1 = all, averaged
  double latencyMs = 0;                  // by which takes are moved earlier, beyond what the devices tell
  bool countIn = true, guide = true;     // three beeps before a take; the original sound in the headphones
  bool loopRecord = false;
  QString processingDevice = QStringLiteral("auto");  // auto, cpu, cuda, cuda:N
  int threads = 0;                                    // that paint; 0 = as many as cores
  int cacheMb = 4096;                                 // dubbed mouths and outlines on disk
  QHash<QString, QList<QKeySequence>> keys;           // action id -> own keys
  friend bool operator==(const Preferences&, const Preferences&) = default;
};
Preferences loadPreferences();
void savePreferences(const Preferences& preferences);

// Where things are kept: XDG folders of "redub". Made when they are not there.
std::filesystem::path cacheFolder();
std::filesystem::path takesFolder();     // recordings of projects that were never saved
std::filesystem::path recoveryFolder();  // autosaved projects

}  // namespace ui
