#pragma once
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <filesystem>
#include <memory>

#include "core/base/compute.h"
#include "ui/theme/theme.h"

class QSettings;

namespace ui {

inline constexpr double kMaxLatencyMs = 1000;
inline constexpr int kMinCacheMb = 256, kMaxCacheMb = 1 << 20;
inline constexpr int kMaxThreads = 256;

// What a user sets once for all projects. A value, kept by QSettings.
struct Preferences {
  QString language;  // "en", "de"; empty = the system's
  theme::Scheme scheme = theme::Scheme::system;
  QString playbackDevice, recordDevice;  // empty = the default
  int recordChannel = -1;                // -1 = all, averaged
  double latencyMs = 0;                  // by which takes are moved earlier, beyond what the devices tell
  bool countIn = true, guide = true;     // three beeps before a take; the original sound in the headphones
  bool loopRecord = false;
  base::Device processingDevice;
  int threads = 0;                           // that paint; 0 = as many as cores
  int cacheMb = 4096;                        // dubbed mouths and outlines on disk
  QHash<QString, QList<QKeySequence>> keys;  // action id -> own keys
  friend bool operator==(const Preferences&, const Preferences&) = default;
};
// Numbers out of bounds are brought back into them.
Preferences loadPreferences();
// Waits for the disk: not for the GUI thread. Throws base::Error(io).
void savePreferences(const Preferences& preferences);

// The file behind both; the window keeps its layout there, too.
QString settingsFile();
// To change it: what is changed is read back at once, and written on a thread when this is let go.
std::shared_ptr<QSettings> changedSettings();

// Where things are kept: XDG folders of "redub". Made when they are not there.
std::filesystem::path cacheFolder();
std::filesystem::path takesFolder();     // recordings of projects that were never saved
std::filesystem::path recoveryFolder();  // autosaved projects
std::filesystem::path logFile();

}  // namespace ui
