#include "ui/exporting/report_card.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "ui/exporting/export_words.h"
#include "ui/theme/theme.h"

namespace ui {

using theme::Tone;

static constexpr int kIconEdge = 16;

static QLabel* wrapped(const QString& text, Tone tone, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  theme::setTone(*label, tone);
  return label;
}

namespace {

// An icon with a meaning, drawn anew each time so that it follows the theme.
class Mark : public QWidget {
 public:
  Mark(const QString& icon, QColor theme::Colors::*color, const QString& name, QWidget* parent)
      : QWidget(parent), icon_(theme::icon(icon)), color_(color) {
    setFixedSize(kIconEdge, kIconEdge);
    setAccessibleName(name);
    setToolTip(name);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPixmap drawn = icon_.pixmap(size(), devicePixelRatioF());
    QPainter tint(&drawn);
    tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
    tint.fillRect(rect(), theme::colors(palette()).*color_);
    tint.end();
    QPainter(this).drawPixmap(rect(), drawn);
  }

 private:
  const QIcon icon_;
  QColor theme::Colors::*const color_;
};

}  // namespace

static Mark* goodMark(QWidget* parent) {
  return new Mark(QStringLiteral("good"), &theme::Colors::good, ReportCard::tr("Good"), parent);
}

static Mark* badMark(QWidget* parent) {
  return new Mark(QStringLiteral("bad"), &theme::Colors::bad, ReportCard::tr("Bad"), parent);
}

static Mark* unknownMark(QWidget* parent) {
  return new Mark(QStringLiteral("info"), &theme::Colors::text, ReportCard::tr("Not checked"), parent);
}

static QToolButton* textButton(const QString& icon, const QString& text, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setIcon(theme::icon(icon));
  button->setText(text);
  button->setAccessibleName(text);
  return button;
}

ReportCard::ReportCard(const dub::Report& report, QWidget* parent) : QWidget(parent), report_(report) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(theme::kGap / 2);
  grid->setColumnStretch(1, 1);
  details_ = makeDetails();
  addHeadline(*grid);
  grid->addWidget(details_, 3, 1);
}

void ReportCard::addHeadline(QGridLayout& grid) {
  const dub::Verdict& verdict = report_.verdict;
  const bool isChecked = !verdict.findings.empty(), isGood = verdict.isGood();
  const Tone tone = isGood ? Tone::good : isChecked ? Tone::bad : Tone::normal;
  grid.addWidget(isGood ? goodMark(this) : isChecked ? badMark(this) : unknownMark(this), 0, 0, Qt::AlignTop);
  grid.addWidget(wrapped(verdictLine(verdict), tone, this), 0, 1);
  grid.addWidget(wrapped(measureLine(report_), Tone::dim, this), 1, 1);
  more_ = textButton(QStringLiteral("more"), tr("Details"), this);
  more_->setCheckable(true);
  more_->setChecked(isChecked && !isGood);
  auto* copyButton = textButton(QStringLiteral("copy"), tr("Copy report"), this);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(more_);
  buttons->addWidget(copyButton);
  buttons->addStretch();
  grid.addLayout(buttons, 2, 1);
  details_->setVisible(more_->isChecked());
  connect(more_, &QToolButton::toggled, details_, &QWidget::setVisible);
  connect(copyButton, &QToolButton::clicked, this, &ReportCard::copy);
}

QWidget* ReportCard::makeDetails() {
  auto* box = new QWidget(this);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(theme::kGap / 2);
  grid->setColumnStretch(1, 1);
  for (const dub::Finding& finding : report_.verdict.findings) {
    const int row = grid->rowCount();
    const QString words = tr("%1: %2").arg(findingName(finding.what), QString::fromStdString(finding.detail));
    grid->addWidget(finding.isGood ? goodMark(box) : badMark(box), row, 0, Qt::AlignTop);
    grid->addWidget(wrapped(words, finding.isGood ? Tone::normal : Tone::bad, box), row, 1);
  }
  for (const std::string& note : report_.notes)
    grid->addWidget(wrapped(QString::fromStdString(note), Tone::dim, box), grid->rowCount(), 1);
  return box;
}

void ReportCard::copy() const {
  QGuiApplication::clipboard()->setText(QString::fromStdString(dub::toJson(report_)));
}

}  // namespace ui
