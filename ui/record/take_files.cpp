#include "ui/record/take_files.h"

#include <algorithm>
#include <system_error>

#include "core/audio/recorder.h"
#include "core/audio/sound_bed.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/project/edit.h"

namespace ui {

namespace fs = std::filesystem;

static constexpr double kSameLine = 0.8;
static constexpr double kReachSec = 0.001;    // what a line's take may lack at the punch-in: rounding
static constexpr double kWholeRound = 0.95;   // of the longest: rounds end by whole pictures
static constexpr double kBeforeRoundSec = 2;  // that are kept of what was said before and after a round
static constexpr double kAfterRoundSec = 2;
static constexpr const char* kUnfinished = "unfinished";

double Recording::longest() const { return std::ranges::max(rounds, {}, &Round::seconds).seconds; }

const dub::SpeechClip* lineOver(const dub::Project& project, int voice, double atSec, double endSec) {
  for (const dub::SpeechClip& clip : project.clips) {
    const double common = std::min(clip.endSec(), endSec) - std::max(clip.atSec, atSec);
    const bool reachesBack = clip.atSec - clip.inSec <= atSec + kReachSec;
    if (clip.voice == voice && reachesBack && common >= kSameLine * std::max(clip.seconds(), endSec - atSec))
      return &clip;
  }
  return nullptr;
}

TakeFiles uncut(const Recording& recording) {
  return {{{recording.file, recording.seconds}}, recording.rounds.front().punchInSec};
}

static fs::path roundFile(const Recording& recording, std::size_t round, const fs::path& folder) {
  const std::string number = recording.rounds.size() > 1 ? " (" + std::to_string(round + 1) + ")" : "";
  return folder / (recording.file.stem().string() + number + ".wav");
}

// The round as a sound whose file's second 0 is that of the take.
static audio::Sound soundOf(const Recording& recording, std::size_t number, double punchInSec) {
  const Recording::Round& round = recording.rounds[number];
  const bool isLast = number + 1 == recording.rounds.size();
  const double before = std::min({punchInSec, round.punchInSec, kBeforeRoundSec});
  const double end = round.punchInSec + round.seconds + kAfterRoundSec;
  return {.file = recording.file,
          .atSec = punchInSec - before,
          .inSec = round.punchInSec - before,
          .outSec = isLast ? recording.seconds : std::min(end, recording.seconds)};
}

TakeFiles cutRounds(const Recording& recording, double punchInSec, const fs::path& folder,
                    const std::stop_token& stop) {
  TakeFiles takes{.punchInSec = punchInSec};
  const auto removeAll = [&] {
    std::error_code ignored;
    for (const TakeFiles::File& file : takes.files) fs::remove(file.path, ignored);
    takes.files.clear();
  };
  try {
    for (std::size_t i = 0; i < recording.rounds.size(); ++i) {
      const audio::Sound sound = soundOf(recording, i, punchInSec);
      takes.files.push_back({roundFile(recording, i, folder), sound.endSec()});
      if (audio::writeWave({{sound}, recording.rate, 1}, sound.endSec(), takes.files.back().path, stop))
        continue;
      removeAll();
      break;
    }
  } catch (...) {
    removeAll();
    throw;
  }
  return takes;
}

// The last one that was not broken off.
static std::size_t chosenRound(const Recording& recording) {
  const double whole = kWholeRound * recording.longest();
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < recording.rounds.size(); ++i)
    if (recording.rounds[i].seconds >= whole) chosen = i;
  return chosen;
}

static std::vector<int> addFiles(dub::Project& project, const Recording& recording, const TakeFiles& takes) {
  auto number = std::ranges::count_if(project.takes, [](const dub::Take& t) { return !t.recorded.empty(); });
  std::vector<int> ids;
  for (const TakeFiles::File& file : takes.files) {
    ids.push_back(dub::addTake(project, file.path, file.seconds, recording.date));
    project.takes.back().name = recording.name + " " + std::to_string(++number);
  }
  return ids;
}

int addTakes(dub::Project& project, const Recording& recording, const TakeFiles& takes, int line) {
  const std::vector<int> ids = addFiles(project, recording, takes);
  const std::size_t round = std::min(chosenRound(recording), ids.size() - 1);
  if (project.clip(line) == nullptr)
    line = dub::addClip(project, ids.front(), recording.voice, recording.atSec, takes.punchInSec,
                        takes.punchInSec + recording.rounds.front().seconds);
  for (const int id : ids) dub::addAlternative(project, line, id);
  dub::choose(project, line, ids[round]);
  dub::trimStart(project, line, recording.atSec);
  dub::trimEnd(project, line, recording.atSec + recording.rounds[round].seconds);
  // A voice says one thing at a time: what is recorded over gives way.
  const dub::SpeechClip said = *project.clip(line);
  dub::clearSpan(project, said.voice, said.atSec, said.endSec(), line);
  return line;
}

fs::path unfinishedTake(const fs::path& folder, const std::string& name) {
  const fs::path unfinished = folder / kUnfinished;
  std::error_code error;
  fs::create_directories(unfinished, error);
  if (error) throw base::Error(base::Fault::folderNotMade, {}, unfinished, error.message());
  for (int number = 1;; ++number) {
    const std::string file = name + (number > 1 ? " " + std::to_string(number) : "") + ".wav";
    if (!fs::exists(unfinished / file) && !fs::exists(folder / file)) return unfinished / file;
  }
}

fs::path takesFolderOf(const fs::path& unfinished) { return unfinished.parent_path().parent_path(); }

fs::path finishTake(const fs::path& unfinished) {
  fs::path finished = takesFolderOf(unfinished) / unfinished.filename();
  std::error_code error;
  fs::rename(unfinished, finished, error);
  if (!error || fs::exists(finished)) return finished;  // recovered by another window, though not lost
  base::logWarning("cannot move " + unfinished.string() + ": " + error.message());
  return unfinished;
}

std::vector<fs::path> recoveredTakes(const fs::path& folder) {
  std::vector<fs::path> takes;
  for (const fs::path& take : audio::recoverTakes(folder / kUnfinished)) takes.push_back(finishTake(take));
  return takes;
}

}  // namespace ui
