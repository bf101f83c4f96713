#include "ui/window/notice_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "core/base/log.h"
#include "ui/theme/theme.h"

namespace ui {

static void note(NoticeBar::Kind kind, const QString& text, const QString& detail) {
  const std::string line =
      (detail.isEmpty() ? text : text + QStringLiteral(" (%1)").arg(detail)).toStdString();
  kind == NoticeBar::Kind::info ? base::logInfo(line) : base::logWarning(line);
}

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent),
      icon_(new QLabel),
      text_(new QLabel),
      action_(new QPushButton),
      close_(new QToolButton) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(theme::kMargin, 6, theme::kGap, 6);
  row->addWidget(icon_);
  row->addWidget(text_, 1);
  row->addWidget(action_);
  row->addWidget(close_);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setAccessibleName(tr("Notice"));
  close_->setIcon(theme::icon(QStringLiteral("cancel")));
  action_->setAccessibleName(tr("What the notice offers"));
  close_->setAutoRaise(true);
  close_->setAccessibleName(tr("Close the notice"));
  close_->setToolTip(tr("Close the notice"));
  connect(close_, &QToolButton::clicked, this, &QWidget::hide);
  connect(action_, &QPushButton::clicked, this, [this] {
    hide();
    if (run_) run_();
  });
  hide();
}

void NoticeBar::tell(Kind kind, const QString& text, const QString& detail, const QString& action,
                     const std::function<void()>& run) {
  note(kind, text, detail);
  const bool isBelow = !this->text().isEmpty() && kind < kind_ && (action.isEmpty() || !run_);
  if (isBelow) {
    write(first_ + QLatin1Char('\n') + text);
  } else {
    kind_ = kind;
    const QString name = kind == Kind::info      ? QStringLiteral("info")
                         : kind == Kind::warning ? QStringLiteral("warning")
                                                 : QStringLiteral("bad");
    icon_->setPixmap(theme::icon(name).pixmap(20, 20));
    write(first_ = text);
    text_->setToolTip(detail);
  }
  if (!isBelow || run) offer(action, run);
  show();
}

void NoticeBar::write(const QString& text) {
  text_->setText(text);
  text_->setAccessibleDescription(text);
}

void NoticeBar::offer(const QString& action, const std::function<void()>& run) {
  action_->setText(action);
  action_->setAccessibleName(action.isEmpty() ? tr("What the notice offers") : action);
  action_->setVisible(!action.isEmpty());
  run_ = run;
}

void NoticeBar::takeBack(const QString& text) {
  if (text == first_) hide();
}

QString NoticeBar::text() const { return isVisibleTo(parentWidget()) ? text_->text() : QString(); }

}  // namespace ui
