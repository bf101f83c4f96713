#include "ui/timeline/lane_heads.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>
#include <QWheelEvent>

#include "core/project/edit.h"
#include "ui/base/document.h"
#include "ui/theme/theme.h"
#include "ui/timeline/commands.h"
#include "ui/timeline/scene.h"
#include "ui/timeline/words.h"

namespace ui {

static constexpr int kIcon = 16;
static constexpr QSize kIconBox(22, kIcon);  // icons of buttons, with room before and after

static QString nameOf(LaneKind kind) {
  switch (kind) {
    case LaneKind::picture:
      return Timeline::tr("Picture");
    case LaneKind::original:
      return Timeline::tr("Original sound");
    case LaneKind::faces:
      return Timeline::tr("Faces");
    case LaneKind::dubbed:
      return Timeline::tr("Dubbed");
    case LaneKind::voice:
      break;
  }
  return {};
}

static QString iconOf(LaneKind kind) {
  switch (kind) {
    case LaneKind::picture:
      return QStringLiteral("film");
    case LaneKind::original:
      return QStringLiteral("volume");
    case LaneKind::faces:
      return QStringLiteral("face");
    default:
      return QStringLiteral("mouth");
  }
}

LaneHeads::LaneHeads(Document& document, const Scene& scene, QWidget* parent)
    : QWidget(parent), document_(document), scene_(scene), add_(new QToolButton(this)) {
  setAttribute(Qt::WA_OpaquePaintEvent);
  add_->setAutoRaise(true);
  add_->setFocusPolicy(Qt::TabFocus);
  add_->setObjectName(QStringLiteral("addVoice"));
  add_->setIconSize(kIconBox);
  add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  connect(add_, &QToolButton::clicked, this, [this] { addNextVoice(document_, scene_); });
}

QSize LaneHeads::sizeHint() const { return {std::max(150, 22 * fontMetrics().averageCharWidth()), 120}; }

void LaneHeads::addVoiceHead() {
  const int voice = static_cast<int>(voices_.size());
  VoiceHead head{new QToolButton(this), new QToolButton(this)};
  head.face->setObjectName(QStringLiteral("face%1").arg(voice));
  head.face->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  head.mute->setObjectName(QStringLiteral("mute%1").arg(voice));
  head.face->setIconSize(kIconBox);
  head.mute->setIconSize({kIcon, kIcon});
  head.mute->setCheckable(true);
  for (QToolButton* button : {head.face, head.mute}) {
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
  }
  connect(head.face, &QToolButton::clicked, this, [this, voice, face = head.face] {
    Q_EMIT voiceClicked(voice);
    Q_EMIT faceMenuRequested(voice, face->mapToGlobal(QPoint(0, face->height())));
  });
  connect(head.mute, &QToolButton::toggled, this, [this, voice](bool isOn) { setMuted(voice, isOn); });
  voices_.push_back(head);
}

void LaneHeads::setMuted(int voice, bool isMuted) {
  document_.edit(isMuted ? Timeline::tr("Mute voice") : Timeline::tr("Unmute voice"),
                 [&](dub::Project& project) {
                   if (static_cast<std::size_t>(voice) < project.voices.size())
                     project.voices[static_cast<std::size_t>(voice)].isMuted = isMuted;
                 });
}

static QIcon chip(const QColor& color, qreal ratio) {
  QPixmap pixmap(kIconBox * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(QRectF(6, 3, 10, 10), 2, 2);
  return pixmap;
}

void LaneHeads::fill(VoiceHead& head, int voice) {
  const auto index = static_cast<std::size_t>(voice);
  const bool isMuted = document_.project().voices[index].isMuted;
  const int track = index < scene_.voiceTracks.size() ? scene_.voiceTracks[index] : 0;
  const QString name = voiceName(scene_, voice);
  head.face->setText(name);
  head.face->setIcon(track > 0 ? chip(faceColor(track, palette()), devicePixelRatioF())
                               : theme::icon(QStringLiteral("face")));
  head.face->setToolTip(Timeline::tr("Whose lips this voice moves"));
  head.face->setAccessibleName(Timeline::tr("Voice %1 moves the lips of: %2").arg(voice + 1).arg(name));
  const QSignalBlocker quiet(head.mute);
  head.mute->setChecked(isMuted);
  head.mute->setIcon(theme::icon(isMuted ? QStringLiteral("mute") : QStringLiteral("volume")));
  head.mute->setToolTip(isMuted ? Timeline::tr("Muted") : Timeline::tr("Mute"));
  head.mute->setAccessibleName(Timeline::tr("Mute voice %1").arg(voice + 1));
}

void LaneHeads::rebuild() {
  const std::size_t count = document_.project().voices.size();
  while (voices_.size() < count) addVoiceHead();
  while (voices_.size() > count) {
    delete voices_.back().face;
    delete voices_.back().mute;
    voices_.pop_back();
  }
  for (std::size_t i = 0; i < count; ++i) fill(voices_[i], static_cast<int>(i));
  add_->setIcon(theme::icon(QStringLiteral("add")));
  add_->setText(Timeline::tr("Add voice"));
  add_->setToolTip(Timeline::tr("Another lane of lines, for another face"));
  add_->setAccessibleName(Timeline::tr("Add voice"));
  place();
}

void LaneHeads::place() {
  const int ruler = scene_.lanes.rulerHeight, margin = 4;
  const int high = std::min(28, ruler - 2);
  add_->setGeometry(margin, (ruler - high) / 2, std::min(width() - 2 * margin, add_->sizeHint().width()),
                    high);
  for (std::size_t i = 0; i < voices_.size(); ++i) {
    const Lane* lane = scene_.lanes.ofVoice(static_cast<int>(i));
    if (lane == nullptr) continue;
    const int top = lane->top + (lane->height - high) / 2;
    const bool isSeen = top >= ruler;
    voices_[i].mute->setGeometry(width() - margin - high, top, high, high);
    voices_[i].face->setGeometry(margin, top, width() - 3 * margin - high, high);
    voices_[i].face->setVisible(isSeen);
    voices_[i].mute->setVisible(isSeen);
  }
  update();
}

void LaneHeads::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const theme::Colors& colors = theme::colors(palette());
  painter.fillRect(rect(), colors.ground);
  for (const Lane& lane : scene_.lanes.lanes) {
    const QRect area(0, lane.top, width(), lane.height);
    const bool isCurrent = lane.kind == LaneKind::voice && lane.voice == scene_.currentVoice;
    painter.fillRect(area, isCurrent ? colors.raised : colors.panel);
    if (isCurrent) painter.fillRect(QRect(0, lane.top, 3, lane.height - 1), colors.accent);
    painter.fillRect(QRect(0, lane.bottom() - 1, width(), 1), colors.line);
    if (lane.kind == LaneKind::voice) continue;
    const QRect icon(theme::kGap + 2, lane.top + (lane.height - kIcon) / 2, kIcon, kIcon);
    theme::icon(iconOf(lane.kind)).paint(&painter, icon);
    painter.setPen(colors.text);
    const int left = icon.right() + 6;
    const QRect text(left, lane.top, width() - left - 4, lane.height);
    painter.drawText(text, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(nameOf(lane.kind), Qt::ElideRight, text.width()));
  }
  painter.fillRect(QRect(0, 0, width(), scene_.lanes.rulerHeight - 1), colors.panel);
  painter.fillRect(QRect(0, scene_.lanes.rulerHeight - 1, width(), 1), colors.line);
  painter.fillRect(QRect(width() - 1, 0, 1, height()), colors.line);
}

void LaneHeads::mousePressEvent(QMouseEvent* event) {
  const Lane* lane = scene_.lanes.at(event->position().y());
  if (lane != nullptr && lane->kind == LaneKind::voice) Q_EMIT voiceClicked(lane->voice);
}

void LaneHeads::contextMenuEvent(QContextMenuEvent* event) {
  const Lane* lane = scene_.lanes.at(event->pos().y());
  const int voice = lane != nullptr && lane->kind == LaneKind::voice ? lane->voice : scene_.currentVoice;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(theme::icon(QStringLiteral("delete")), Timeline::tr("&Remove Voice and its Lines"), menu,
                  [this, voice] {
                    document_.edit(Timeline::tr("Remove voice"),
                                   [voice](dub::Project& project) { dub::removeVoice(project, voice); });
                  });
  menu->popup(event->globalPos());
}

void LaneHeads::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) rebuild();
  QWidget::changeEvent(event);
}

void LaneHeads::wheelEvent(QWheelEvent* event) {
  Q_EMIT scrollWanted(-event->angleDelta().y() / 2);
  event->accept();
}

}  // namespace ui
