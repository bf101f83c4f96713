#pragma once
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/project/project.h"

// From one recording to the takes of a line. Any thread.
namespace ui {

// A microphone's file, and which parts of it were recorded over the picture.
struct Recording {
  struct Round {
    double punchInSec = 0;  // of the file: the sound that belongs to the punch-in
    double seconds = 0;     // from there
  };
  std::filesystem::path file;
  int rate = 0;               // of the file, Hz
  double seconds = 0;         // of the file
  std::vector<Round> rounds;  // at least one
  double atSec = 0;           // the punch-in on the timeline
  int voice = 0;
  std::string name;        // of its takes: "Take", a number follows
  std::string date;        // as Take::recorded
  double longest() const;  // round, seconds
};

// Files that hold the punch-in at the same place, so that a line can change between them.
struct TakeFiles {
  struct File {
    std::filesystem::path path;
    double seconds = 0;
  };
  std::vector<File> files;  // one for each round
  double punchInSec = 0;
};

// The line of this voice that says the same range (to 80 %), from a take that reaches back to its beginning:
// a recording over it becomes one more of its takes. nullptr = none.
const dub::SpeechClip* lineOver(const dub::Project& project, int voice, double atSec, double endSec);

// The recording as it is, with its first round.
TakeFiles uncut(const Recording& recording);
// A file of its own for each round in `folder`, with the punch-in at `punchInSec`; what was recorded before
// and after is in it, too. Empty when stopped. Throws base::Error; no file is left then.
TakeFiles cutRounds(const Recording& recording, double punchInSec, const std::filesystem::path& folder,
                    const std::stop_token& stop);

// Adds the takes to the line `line`, or as a new one (0, or when it is gone). It says the last round that was
// not broken off; other lines of the voice give way to it. Returns the line's id.
int addTakes(dub::Project& project, const Recording& recording, const TakeFiles& takes, int line);

// Where a take is written while it is being recorded: in a folder inside that of the takes.
std::filesystem::path unfinishedTake(const std::filesystem::path& folder, const std::string& name);
std::filesystem::path takesFolderOf(const std::filesystem::path& unfinished);
// Moves an unfinished take to where takes are. Returns where it is then.
std::filesystem::path finishTake(const std::filesystem::path& unfinished);
// Takes whose recording was broken off by a crash: repaired, moved to where takes are.
std::vector<std::filesystem::path> recoveredTakes(const std::filesystem::path& folder);

}  // namespace ui
