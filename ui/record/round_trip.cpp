#include "ui/record/round_trip.h"

#include "core/audio/latency.h"
#include "core/audio/recorder.h"
#include "ui/preferences/preferences.h"

namespace ui {

static constexpr int kRate = 48000;

std::optional<double> roundTripLatency(const RecordSettings& settings) {
  const auto output = audio::openOutput(loadPreferences().playbackDevice.toStdString(), kRate, 2);
  const auto input = openMicrophone(settings);
  return audio::measureLatency(*output, *input);
}

}  // namespace ui
