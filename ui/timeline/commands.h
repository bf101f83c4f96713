#pragma once
#include <set>
#include <vector>

namespace ui {

class Document;
struct Scene;

// Edits of chosen lines, each one step of the history.
void splitAt(Document& document, const std::set<int>& clips, double sec);
void removeClips(Document& document, const std::set<int>& clips);
// By a time and by lanes, all alike; as far as the first and the outermost can go.
void shiftClips(Document& document, const std::set<int>& clips, double bySec, int byLanes);
void trimTo(Document& document, const std::set<int>& clips, double sec, bool isStart);
void rangeOver(Document& document, const std::set<int>& clips);
// A voice for the first face that has none yet.
void addNextVoice(Document& document, const Scene& scene);

// Lines under `sec`: of the chosen ones, or of the current voice when none is chosen there.
std::set<int> clipsToSplit(const Scene& scene, double sec);
// Where one may want to go: edges of lines, markers, cuts, range, beginning and end. Ascending.
std::vector<double> edgesOf(const Scene& scene);
// The next line of the current voice in time after (before) the chosen one; 0 = none.
int neighbourOf(const Scene& scene, bool isNext);

}  // namespace ui
