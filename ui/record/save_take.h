#pragma once
#include <optional>
#include <stop_token>

#include "core/audio/recorder.h"
#include "core/base/outcome.h"
#include "ui/record/take_files.h"

namespace ui {

// The end of a recording: what is asked for, and what came of it.
struct SavedTake {
  Recording recording;  // without rounds: the file is thrown away
  // The line that it becomes another take of, and where its takes have what belongs to the punch-in.
  int line = 0;
  double linePunchInSec = 0;

  TakeFiles takes;                       // empty when there was nothing to keep
  std::optional<base::Problem> problem;  // why it is not as it was meant: the microphone was unplugged
};

// Looks for the line that the recording goes over.
void findLine(const dub::Project& project, SavedTake& saved);

// Ends the recorder's file and makes the takes of it. Waits for the disk: on a thread. Cancelled, the
// recording stays among the unfinished ones.
base::Outcome saveTake(audio::Recorder& recorder, SavedTake& saved, const std::stop_token& stop);

}  // namespace ui
