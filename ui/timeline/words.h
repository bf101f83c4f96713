#pragma once
#include <QPointF>
#include <QString>

namespace ui {

struct Scene;

// What the timeline says in words: tool tips, and to screen readers.
QString description(const Scene& scene);           // the position and what is chosen
QString tipAt(const Scene& scene, QPointF at);     // empty = nothing to tell
QString voiceName(const Scene& scene, int voice);  // "Face 2"

}  // namespace ui
