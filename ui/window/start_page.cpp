#include "ui/window/start_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace ui {

static constexpr int kRecentShown = 5;

static QLabel* label(const QString& text, double size, bool isBold) {
  auto* made = new QLabel(text);
  QFont font = made->font();
  font.setPointSizeF(font.pointSizeF() * size);
  font.setBold(isBold);
  made->setFont(font);
  made->setWordWrap(true);
  return made;
}

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
  auto* page = new QVBoxLayout(this);
  page->setContentsMargins(48, 32, 48, 32);
  page->setSpacing(24);
  page->addStretch(1);
  page->addWidget(zone_ = makeDropZone(), 6);
  auto* steps = new QHBoxLayout;
  steps->setSpacing(24);
  steps->addWidget(makeStep(1, tr("Drop"), tr("A video with a face, and a voice recording in any language.")),
                   1);
  steps->addWidget(
      makeStep(2, tr("Dub"),
               tr("Press Dub: the lips follow the new voice. Watch, move lines, or record your own.")),
      1);
  steps->addWidget(
      makeStep(3, tr("Export"),
               tr("Get a file in the quality of your video. It is checked before it counts as done.")),
      1);
  page->addLayout(steps);
  recent_ = new QVBoxLayout;
  recent_->setSpacing(2);
  page->addLayout(recent_);
  page->addStretch(1);
}

QWidget* StartPage::makeDropZone() {
  auto* zone = new QWidget;
  zone->setMinimumHeight(180);
  auto* column = new QVBoxLayout(zone);
  column->setSpacing(theme::kGap * 2);
  column->addStretch();
  title_ = label(tr("Drop a video and a voice recording here"), 1.7, true);
  title_->setAlignment(Qt::AlignCenter);
  hint_ = label({}, 1.05, false);
  hint_->setAlignment(Qt::AlignCenter);
  column->addWidget(title_);
  column->addWidget(hint_);
  auto* open = new QPushButton(theme::icon(QStringLiteral("open")), tr("&Open files..."));
  auto* sample = new QPushButton(theme::icon(QStringLiteral("face")), tr("&Try the sample"));
  sample->setToolTip(
      tr("Makes a talking face and another voice for it, to try everything without files of your own."));
  connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
  connect(sample, &QPushButton::clicked, this, &StartPage::sampleRequested);
  auto* row = new QHBoxLayout;
  row->addStretch();
  row->addWidget(open);
  row->addSpacing(theme::kGap);
  row->addWidget(sample);
  row->addStretch();
  column->addLayout(row);
  column->addStretch();
  setHint({});
  return zone;
}

QWidget* StartPage::makeStep(int number, const QString& title, const QString& text) {
  auto* step = new QWidget;
  auto* column = new QVBoxLayout(step);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(label(QStringLiteral("%1  %2").arg(number).arg(title), 1.2, true));
  column->addWidget(label(text, 1.0, false));
  column->addStretch();
  return step;
}

void StartPage::setHint(const QString& hint) {
  hint_->setText(hint.isEmpty() ? tr("MP4, MOV, MKV, a photo ...   and   WAV, MP3, FLAC, M4A ...") : hint);
}

void StartPage::setRecent(const QStringList& files) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (files.isEmpty()) return;
  recent_->addWidget(label(tr("Recent"), 1.0, true));
  for (const QString& file : files.first(std::min<qsizetype>(files.size(), kRecentShown))) {
    auto* button = new QPushButton(QFileInfo(file).fileName());
    button->setFlat(true);
    button->setToolTip(file);
    button->setStyleSheet(QStringLiteral("text-align: left; padding: 3px 0;"));
    connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT recentRequested(file); });
    recent_->addWidget(button, 0, Qt::AlignLeft);
  }
}

void StartPage::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const theme::Colors& colors = theme::colors(palette());
  painter.fillRect(rect(), colors.ground);
  painter.setPen(QPen(colors.dimText, 1.5, Qt::DashLine));
  painter.setBrush(colors.panel);
  painter.drawRoundedRect(QRectF(zone_->geometry()).adjusted(1, 1, -1, -1), 10, 10);
}

}  // namespace ui
