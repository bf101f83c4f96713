#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace theme {

static const Colors kDark{
    .ground = "#1c1d20",
    .panel = "#25262a",
    .raised = "#34363b",
    .line = "#42444b",
    .text = "#e6e7ea",
    .dimText = "#a9acb4",
    .accent = "#6cb0f0",
    .onAccent = "#0c1a28",
    .good = "#7fcf9a",
    .warn = "#e9b95a",
    .bad = "#ff9388",
    .wave = "#a4cdf2",
    .originalWave = "#8b909a",
    .clip = "#2c557c",
    .chosenClip = "#3a6fa3",
    .onClip = "#f6f9fc",
    .playhead = "#ff6a5e",
    .range = "#e9b95a",
    .done = "#4fae74",
    .stale = "#d6a03e",
    .todo = "#55585f",
    .screen = "#121315",
};

static const Colors kLight{
    .ground = "#ebecee",
    .panel = "#f7f7f8",
    .raised = "#e3e4e7",
    .line = "#c3c5ca",
    .text = "#1b1c1f",
    .dimText = "#53565d",
    .accent = "#17619f",
    .onAccent = "#ffffff",
    .good = "#1b6a34",
    .warn = "#7a4d00",
    .bad = "#ad231b",
    .wave = "#245c8f",
    .originalWave = "#7d828b",
    .clip = "#c4daf0",
    .chosenClip = "#93bfe8",
    .onClip = "#10253a",
    .playhead = "#cf2a20",
    .range = "#a86a00",
    .done = "#2f8f55",
    .stale = "#c08214",
    .todo = "#b5b8be",
    .screen = "#d9dbde",
};

const Colors& colors(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() < 128 ? kDark : kLight;
}

// Relative luminance of WCAG 2.
static double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace theme
