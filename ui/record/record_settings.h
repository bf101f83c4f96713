#pragma once
#include <QString>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/audio/device.h"

namespace ui {

struct Preferences;

// How takes are recorded.
struct RecordSettings {
  QString device;                // microphone, empty = the default
  int channel = -1;              // 0-based; -1 = all, averaged
  double latencyMs = 0;          // by which takes are moved earlier, beyond what the devices tell
  bool countIn = true;           // three beeps before a take
  bool guide = true;             // the original sound in the headphones
  bool loop = false;             // with in and out point: one take after the other
  std::filesystem::path folder;  // of the takes; made when it is not there
  friend bool operator==(const RecordSettings&, const RecordSettings&) = default;
};
RecordSettings recordSettings(const Preferences& preferences, const std::filesystem::path& folder);
void store(const RecordSettings& settings, Preferences& preferences);  // all but the folder

// The microphone that is chosen, with as many channels as it has. Throws as audio::openInput does; may take a
// second: not for the GUI thread.
std::unique_ptr<audio::Input> openMicrophone(const RecordSettings& settings);

// Plays a sound in the headphones and hears it with the microphone: seconds by which a take is late. nullopt
// when it was not heard. Takes some seconds; throws as openMicrophone does.
std::optional<double> measureRoundTrip(const RecordSettings& settings, const QString& playbackDevice);

}  // namespace ui
