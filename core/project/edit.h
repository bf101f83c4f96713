#pragma once
#include <optional>
#include <vector>

#include "core/project/project.h"
#include "core/project/project_validation.h"

// Edits of a project: each changes the value and keeps it whole (see isValid). Unknown ids and numbers that
// are none change nothing; what should be added is then not, and the id returned is 0. Times are clamped to
// 0..kLatestSec.
namespace dub {

inline constexpr double kShortestClipSec = 0.04;

// A take of the project for this file; the one that is there when the file was added before. Returns its id.
int addTake(Project& project, const std::filesystem::path& file, double seconds,
            const std::string& recorded = {});
// The whole take (or its part) as a new line. Returns the clip's id.
int addClip(Project& project, int take, int voice, double atSec);
int addClip(Project& project, int take, int voice, double atSec, double inSec, double outSec);
// Adds a take to compare to a line; choose() makes a line say another of its takes, at the same place: the
// same part of the take, as far as it is long enough.
void addAlternative(Project& project, int clip, int take);
void choose(Project& project, int clip, int take);
void rate(Project& project, int take, int rating);
// The take leaves the project (its file stays) and the lines that it is an alternative of. One that a line
// says stays.
void removeTake(Project& project, int take);
// Moves in time, and to another voice.
void moveClip(Project& project, int clip, double atSec, int voice);
// Moves an edge to this time of the timeline, within what the take has; the other edge stays.
void trimStart(Project& project, int clip, double toSec);
void trimEnd(Project& project, int clip, double toSec);
// Cuts a clip in two at this time. Returns the second part's id, nullopt when the time is not inside.
std::optional<int> splitClip(Project& project, int clip, double atSec);
// Nothing of this voice is said any more in [fromSec, toSec) but by the line `without`: lines are trimmed,
// cut in two or removed.
void clearSpan(Project& project, int voice, double fromSec, double toSec, int without = 0);
void removeClip(Project& project, int clip);
void setGain(Project& project, int clip, double gainDb);
void setFades(Project& project, int clip, double inSec, double outSec);
int addVoice(Project& project, const FaceChoice& face);  // the index of the voice with this face
void removeVoice(Project& project, int voice);           // with its clips; the last voice stays, emptied

// Where edges would catch: clip edges (but those of `without`), markers, in, out, `playheadSec`, 0. Returns
// the nearest within `withinSec` of `seconds`, else `seconds` itself.
double snapped(const Project& project, double seconds, double withinSec, int without,
               std::optional<double> playheadSec = std::nullopt);

}  // namespace dub
