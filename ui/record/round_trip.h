#pragma once
#include <optional>

#include "ui/record/record_settings.h"

namespace ui {

// Seconds from the playback device of the preferences into the microphone of `settings`; nullopt when nothing
// was heard. Takes about two seconds, on a thread of its own. Throws base::Error.
std::optional<double> roundTripLatency(const RecordSettings& settings);

}  // namespace ui
