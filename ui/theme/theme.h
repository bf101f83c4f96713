#pragma once
#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;
class QWidget;

// All colours, icons and distances of the window.
namespace theme {

enum class Scheme { system, light, dark };

// What our own painting uses. Text on any of the grounds below has a contrast of 4.5 : 1 or more.
struct Colors {
  QColor ground;         // behind everything
  QColor panel, raised;  // docks and lanes; buttons and clips' heads
  QColor line;           // hairlines between lanes
  QColor text, dimText;  // dimText too has 4.5 : 1
  QColor accent, onAccent;
  QColor good, warn, bad;           // as text and as marks
  QColor wave, originalWave;        // waveforms
  QColor clip, chosenClip, onClip;  // speech clips and the text on them
  QColor playhead, range;           // range: the in/out part
  QColor done, stale, todo;         // the generated lane
  QColor screen;                    // around the picture
};
const Colors& colors(const QPalette& palette);  // by whether the palette is light or dark

// Sets style (Fusion), palette, font sizes and style sheet of the program. Callable again at any time.
void apply(QApplication& app, Scheme scheme);

// resources/icons/NAME.svg, drawn in the palette's text colour (disabled: dimmed), sharp at any scale,
// following the theme.
QIcon icon(const QString& name);

inline constexpr int kGap = 8;      // between things that belong together, logical pixels
inline constexpr int kMargin = 12;  // around a panel
inline constexpr int kLaneHeight = 56;

// How the words of a label look; follows the theme.
enum class Tone { normal, dim, good, warn, bad, title };
void setTone(QWidget& label, Tone tone);

// Text of at least 4.5 : 1 (WCAG 2): the contrast of two colours, 1..21.
double contrast(const QColor& a, const QColor& b);

}  // namespace theme
