#pragma once
#include <QPointF>

namespace ui {

struct Scene;

// What lies under the mouse.
enum class Part {
  nothing,
  ruler,
  marker,
  inPoint,
  outPoint,
  clip,
  clipStart,
  clipEnd,
  fadeIn,
  fadeOut,
  voiceLane,  // where it has no clip
  problem,
  lane,  // of another kind: pictures, original sound, faces, what is dubbed
};

struct Hit {
  Part part = Part::nothing;
  int clip = 0;     // id
  int marker = -1;  // index into Project::markers
  int voice = -1;   // of clips and voice lanes
  friend bool operator==(const Hit&, const Hit&) = default;
};

inline constexpr double kHandlePixels = 6;   // how far from an edge it can be taken
inline constexpr double kCornerPixels = 13;  // the upper corners of a clip, where its fades are drawn out

Hit hitAt(const Scene& scene, QPointF at);

}  // namespace ui
