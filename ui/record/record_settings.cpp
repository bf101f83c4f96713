#include "ui/record/record_settings.h"

#include <algorithm>

#include "core/audio/latency.h"
#include "core/audio/recorder.h"
#include "ui/preferences/preferences.h"

namespace ui {

RecordSettings recordSettings(const Preferences& preferences, const std::filesystem::path& folder) {
  return {.device = preferences.recordDevice,
          .channel = preferences.recordChannel,
          .latencyMs = preferences.latencyMs,
          .countIn = preferences.countIn,
          .guide = preferences.guide,
          .loop = preferences.loopRecord,
          .folder = folder};
}

void store(const RecordSettings& settings, Preferences& preferences) {
  preferences.recordDevice = settings.device;
  preferences.recordChannel = settings.channel;
  preferences.latencyMs = settings.latencyMs;
  preferences.countIn = settings.countIn;
  preferences.guide = settings.guide;
  preferences.loopRecord = settings.loop;
}

std::unique_ptr<audio::Input> openMicrophone(const RecordSettings& settings) {
  const std::string name = settings.device.toStdString();
  const std::vector<audio::Device> all = audio::devices();
  const auto chosen = std::ranges::find_if(all, [&](const audio::Device& device) {
    return device.inputs > 0 && (name.empty() ? device.isDefaultInput : device.name == name);
  });
  // Sound servers offer dozens of channels: no more than two are opened unasked.
  const int channels = chosen == all.end() ? 1 : std::min(chosen->inputs, std::max(2, settings.channel + 1));
  return audio::openInput(name, 0, channels);
}

std::optional<double> measureRoundTrip(const RecordSettings& settings, const QString& playbackDevice) {
  constexpr int kRate = 48000;
  const auto input = openMicrophone(settings);
  const auto output = audio::openOutput(playbackDevice.toStdString(), kRate, 2);
  return audio::measureLatency(*output, *input);
}

}  // namespace ui
