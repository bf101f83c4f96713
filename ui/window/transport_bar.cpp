#include "ui/window/transport_bar.h"

#include <QFontDatabase>
#include <QLabel>
#include <QToolButton>

#include "ui/actions/actions.h"
#include "ui/clip/transport.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline.h"

namespace ui {

static QWidget* stretch() {
  auto* made = new QWidget;
  made->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  return made;
}

static QWidget* gap() {
  auto* made = new QWidget;
  made->setFixedSize(theme::kMargin, 36);
  return made;
}

static QLabel* timeLabel(const QString& name) {
  auto* label = new QLabel;
  QFont digits = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  digits.setPointSizeF(label->font().pointSizeF() * 1.25);
  label->setFont(digits);
  label->setAccessibleName(name);
  return label;
}

TransportBar::TransportBar(Transport& transport, const Actions& actions, QWidget* parent)
    : QToolBar(parent),
      transport_(transport),
      time_(timeLabel(tr("Time"))),
      length_(timeLabel(tr("Length"))),
      play_(actions[QStringLiteral("play")]) {
  setIconSize({20, 20});
  length_->setEnabled(false);
  addWidget(gap());
  addWidget(time_);
  addWidget(stretch());
  addButtons({"to-start", "step-back", "play", "step-forward", "to-end"}, actions);
  addWidget(gap());
  addButtons({"dub", "record"}, actions, Qt::ToolButtonTextBesideIcon);
  addWidget(gap());
  addButtons({"set-in", "set-out", "loop"}, actions);
  addWidget(gap());
  addButtons({"view-original", "view-dubbed", "view-side-by-side", "view-wipe", "zoom-mouth", "faces",
              "sound-original"},
             actions);
  addWidget(stretch());
  addWidget(length_);
  addWidget(gap());
  if (auto* rest = findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button"))) {
    rest->setIcon(theme::icon(QStringLiteral("more")));
    rest->setAccessibleName(tr("More"));
    rest->setToolTip(tr("More"));
  }
  connect(&transport_, &Transport::moved, this, &TransportBar::showTime);
  connect(&transport_, &Transport::playingChanged, this, &TransportBar::showPlaying);
  connect(&transport_, &Transport::opened, this, &TransportBar::showTime);
  showTime();
}

void TransportBar::addButtons(std::initializer_list<const char*> ids, const Actions& actions,
                              Qt::ToolButtonStyle style) {
  for (const char* id : ids) {
    QAction* action = actions[QLatin1String(id)];
    addAction(action);
    auto* button = qobject_cast<QToolButton*>(widgetForAction(action));
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
  }
}

void TransportBar::setVideo(std::optional<media::VideoInfo> video) {
  video_ = std::move(video);
  showTime();
}

void TransportBar::showTime() {
  time_->setText(timecode(transport_.seconds(), video_));
  length_->setText(timecode(transport_.duration(), video_));
}

void TransportBar::showPlaying() {
  play_->setIcon(theme::icon(transport_.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play")));
}

}  // namespace ui
