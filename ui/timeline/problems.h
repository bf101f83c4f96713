#pragma once
#include <vector>

#include "core/face/face.h"
#include "ui/timeline/stretches.h"

namespace ui {

// Why a mouth may not come out well somewhere.
enum class ProblemKind {
  noFace,      // nobody is seen: the pictures stay as they are
  smallFace,   // the face's box is smaller than kSmallFacePixels
  turnedAway,  // the face is turned aside by more than kTurnedDegrees
};

struct Problem {
  ProblemKind kind = ProblemKind::noFace;
  int track = 0;  // id of the face; 0 when there is none
  Stretch where;
  friend bool operator==(const Problem&, const Problem&) = default;
};

inline constexpr int kSmallFacePixels = 80;
inline constexpr double kTurnedDegrees = 30;

// By their first picture. Interruptions of a few pictures do not divide a problem.
std::vector<Problem> problemsOf(const face::Analysis& analysis);
// All places of a kind, whoever's they are.
Stretches placesOf(const std::vector<Problem>& problems, ProblemKind kind);

// How far a head is turned aside, from where the tip of the nose lies between the outer corners of the eyes.
// Positive = towards the right side of the picture.
double yawDegrees(const face::Landmarks& points);

}  // namespace ui
