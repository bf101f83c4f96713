#include "ui/window/transport_bar.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/actions/actions.h"
#include "ui/clip/transport.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline.h"

namespace ui {

TransportBar::TransportBar(Transport& transport, const Actions& actions, QWidget* parent)
    : QWidget(parent), transport_(transport), time_(new QLabel), length_(new QLabel) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(theme::kMargin, 4, theme::kMargin, 4);
  row->setSpacing(2);
  QFont digits = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  digits.setPointSizeF(font().pointSizeF() * 1.25);
  time_->setFont(digits);
  time_->setAccessibleName(tr("Time"));
  length_->setAccessibleName(tr("Length"));
  length_->setFont(digits);
  length_->setEnabled(false);
  row->addWidget(time_);
  row->addStretch();
  addButtons({QStringLiteral("set-in"), QStringLiteral("set-out"), QStringLiteral("loop")}, actions);
  row->addSpacing(theme::kMargin);
  addButtons({QStringLiteral("to-start"), QStringLiteral("step-back"), QStringLiteral("play"),
              QStringLiteral("step-forward"), QStringLiteral("to-end")},
             actions);
  row->addSpacing(theme::kMargin);
  addButtons({QStringLiteral("record"), QStringLiteral("dub")}, actions);
  row->addSpacing(theme::kMargin);
  addButtons({QStringLiteral("view-original"), QStringLiteral("view-dubbed"),
              QStringLiteral("view-side-by-side"), QStringLiteral("view-wipe"), QStringLiteral("zoom-mouth"),
              QStringLiteral("faces"), QStringLiteral("sound-original")},
             actions);
  row->addStretch();
  row->addWidget(length_);
  connect(&transport_, &Transport::moved, this, &TransportBar::showTime);
  connect(&transport_, &Transport::playingChanged, this, &TransportBar::showPlaying);
  connect(&transport_, &Transport::opened, this, &TransportBar::showTime);
  showTime();
}

void TransportBar::addButtons(const QStringList& ids, const Actions& actions) {
  for (const QString& id : ids) {
    auto* button = new QToolButton;
    button->setDefaultAction(actions[id]);
    button->setAutoRaise(true);
    button->setIconSize({20, 20});
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(QString(actions[id]->text()).remove(QLatin1Char('&')));
    if (id == QLatin1String("dub") || id == QLatin1String("record"))
      button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    if (id == QLatin1String("play")) play_ = button;
    layout()->addWidget(button);
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
  if (play_ != nullptr && play_->defaultAction() != nullptr)
    play_->defaultAction()->setIcon(
        theme::icon(transport_.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play")));
}

}  // namespace ui
