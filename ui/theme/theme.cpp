#include "ui/theme/theme.h"

#include <QApplication>
#include <QFont>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

namespace theme {

static QPalette::ColorGroup constexpr kGroups[] = {QPalette::Active, QPalette::Inactive, QPalette::Disabled};

static QColor between(const QColor& a, const QColor& b) {
  return QColor::fromRgbF((a.redF() + b.redF()) / 2, (a.greenF() + b.greenF()) / 2,
                          (a.blueF() + b.blueF()) / 2);
}

static QPalette paletteOf(const Colors& c) {
  QPalette palette(c.text, c.raised, c.panel.lighter(120), c.line.darker(120), c.line, c.text, c.panel);
  palette.setColor(QPalette::Window, c.ground);
  palette.setColor(QPalette::WindowText, c.text);
  palette.setColor(QPalette::Base, c.panel);
  palette.setColor(QPalette::AlternateBase, c.ground);
  palette.setColor(QPalette::Button, c.raised);
  palette.setColor(QPalette::ButtonText, c.text);
  palette.setColor(QPalette::ToolTipBase, c.raised);
  palette.setColor(QPalette::ToolTipText, c.text);
  palette.setColor(QPalette::PlaceholderText, c.dimText);
  palette.setColor(QPalette::BrightText, c.bad);
  palette.setColor(QPalette::Link, c.accent);
  palette.setColor(QPalette::LinkVisited, c.accent);
  for (const QPalette::ColorGroup group : kGroups) {
    palette.setColor(group, QPalette::Highlight, group == QPalette::Disabled ? c.line : c.accent);
    palette.setColor(group, QPalette::HighlightedText, group == QPalette::Disabled ? c.dimText : c.onAccent);
  }
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, between(c.dimText, c.ground));
  return palette;
}

// Hairlines and paddings that Fusion has no setting for.
static QString styleSheetOf(const Colors& c) {
  return QStringLiteral(
             "QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 4px; }"
             "QToolBar { border: none; spacing: 2px; padding: 2px; }"
             "QStatusBar::item { border: none; }"
             "QMainWindow::separator { background: %3; width: 1px; height: 1px; }"
             "QLabel[tone='dim'] { color: %4; }"
             "QLabel[tone='good'] { color: %5; }"
             "QLabel[tone='warn'] { color: %6; }"
             "QLabel[tone='bad'] { color: %7; }"
             "QLabel[tone='title'] { font-weight: bold; font-size: 13pt; }")
      .arg(c.text.name(), c.raised.name(), c.line.name(), c.dimText.name(), c.good.name(), c.warn.name(),
           c.bad.name());
}

static const char* nameOf(Tone tone) {
  switch (tone) {
    case Tone::normal:
      return "";
    case Tone::dim:
      return "dim";
    case Tone::good:
      return "good";
    case Tone::warn:
      return "warn";
    case Tone::bad:
      return "bad";
    case Tone::title:
      return "title";
  }
  return "";
}

void setTone(QWidget& label, Tone tone) {
  label.setProperty("tone", QLatin1String(nameOf(tone)));
  label.style()->unpolish(&label);  // the style sheet is asked again
  label.style()->polish(&label);
}

// What the desktop wants: its own palette comes back when ours is taken away.
static bool isSystemDark(QApplication& app) {
  app.setPalette(QPalette());
  return app.palette().color(QPalette::Window).lightness() < 128;
}

void apply(QApplication& app, Scheme scheme) {
  app.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  const bool isDark = scheme == Scheme::dark || (scheme == Scheme::system && isSystemDark(app));
  const Colors& chosen = colors(QPalette(isDark ? Qt::black : Qt::white));
  app.setPalette(paletteOf(chosen));
  app.setStyleSheet(styleSheetOf(chosen));
  if (QFont font = app.font(); font.pointSizeF() > 0 && font.pointSizeF() < 9.5) {
    font.setPointSizeF(9.5);
    app.setFont(font);
  }
}

}  // namespace theme
