#include "ui/record/save_take.h"

#include <algorithm>
#include <system_error>

#include "core/base/error.h"
#include "core/project/edit.h"

namespace ui {

// A round that was broken off before its half is no take; its sound is in the file of the one before.
static constexpr double kLeastOfRound = 0.5;

void findLine(const dub::Project& project, SavedTake& saved) {
  const Recording& recording = saved.recording;
  const dub::SpeechClip* line =
      lineOver(project, recording.voice, recording.atSec, recording.atSec + recording.longest());
  if (line == nullptr) return;
  saved.line = line->id;
  saved.linePunchInSec = std::max(0.0, line->inSec + recording.atSec - line->atSec);
}

// Only what the file holds, and what is worth a take.
static void dropBrokenRounds(Recording& recording) {
  for (Recording::Round& round : recording.rounds)
    round.seconds = std::min(round.seconds, recording.seconds - round.punchInSec);
  std::erase_if(recording.rounds,
                [](const Recording::Round& round) { return round.seconds < dub::kShortestClipSec; });
  if (recording.rounds.size() > 1 && recording.rounds.back().seconds < kLeastOfRound * recording.longest())
    recording.rounds.pop_back();
}

// The whole file as one take of a new line.
static void keepWhole(SavedTake& saved) {
  saved.line = 0;
  saved.recording.rounds.resize(1);
  saved.recording.file = finishTake(saved.recording.file);
  saved.takes = uncut(saved.recording);
}

static base::Outcome cut(SavedTake& saved, const std::stop_token& stop) try {
  const Recording& recording = saved.recording;
  const double punchInSec = saved.line != 0 ? saved.linePunchInSec : recording.rounds.front().punchInSec;
  saved.takes = cutRounds(recording, punchInSec, takesFolderOf(recording.file), stop);
  if (saved.takes.files.empty()) return base::Outcome::cancelled;
  std::error_code ignored;
  std::filesystem::remove(recording.file, ignored);
  return base::Outcome::done;
} catch (const base::Error& error) {  // the sound is there: it is kept as it is
  saved.problem = error.problem();
  keepWhole(saved);
  return base::Outcome::done;
}

base::Outcome saveTake(audio::Recorder& recorder, SavedTake& saved, const std::stop_token& stop) {
  const std::optional<audio::Recorder::Take> take = recorder.stop();
  if (!take) return base::Outcome::done;
  Recording& recording = saved.recording;
  recording.rate = take->rate;
  recording.seconds = take->seconds();
  saved.problem = take->problem;
  dropBrokenRounds(recording);
  if (recording.rounds.empty()) {
    std::error_code ignored;
    std::filesystem::remove(recording.file, ignored);
    return base::Outcome::done;
  }
  if (saved.line != 0 || recording.rounds.size() > 1) return cut(saved, stop);
  keepWhole(saved);
  return base::Outcome::done;
}

}  // namespace ui
