#include "ui/record/takes_box.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/project/edit.h"
#include "ui/base/document.h"
#include "ui/record/take_list.h"
#include "ui/theme/theme.h"

namespace ui {

TakesBox::TakesBox(Document& document, QWidget* parent)
    : QWidget(parent), document_(document), list_(new TakeList) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::kGap);
  column->addWidget(list_, 1);
  auto* row = new QHBoxLayout;
  row->setSpacing(2);
  column->addLayout(row);
  use_ = addButton(QStringLiteral("good"), tr("Use"), tr("Use this take for the chosen line (Return)"));
  play_ = addButton(QStringLiteral("play"), tr("Play"), tr("Use this take and play the line"));
  previous_ = addButton(QStringLiteral("step-back"), tr("Previous take"), tr("Compare: the take before"));
  next_ = addButton(QStringLiteral("step-forward"), tr("Next take"), tr("Compare: the next take"));
  rename_ = addButton(QStringLiteral("more"), tr("Rename"), tr("Rename this take (F2)"));
  remove_ = addButton(QStringLiteral("delete"), tr("Remove"), QString());
  for (QToolButton* button : {use_, play_, previous_, next_}) row->addWidget(button);
  row->addStretch(1);
  row->addWidget(rename_);
  row->addWidget(remove_);

  connect(&document_, &Document::changed, this, &TakesBox::refresh);
  connect(list_, &QTreeWidget::currentItemChanged, this, &TakesBox::showWhatCanBeDone);
  connect(list_, &TakeList::useRequested, this, &TakesBox::use);
  connect(list_, &TakeList::ratingChosen, this, &TakesBox::rate);
  // The list is filled anew by this: not before the editor of the name has closed.
  connect(list_, &TakeList::renamed, this, &TakesBox::rename, Qt::QueuedConnection);
  connect(list_, &TakeList::removeRequested, this, &TakesBox::remove);
  connect(use_, &QToolButton::clicked, this, [this] { use(list_->currentTake()); });
  connect(play_, &QToolButton::clicked, this, &TakesBox::play);
  connect(previous_, &QToolButton::clicked, this, &TakesBox::previousTake);
  connect(next_, &QToolButton::clicked, this, &TakesBox::nextTake);
  connect(rename_, &QToolButton::clicked, this, [this] { list_->editItem(list_->currentItem(), 0); });
  connect(remove_, &QToolButton::clicked, this, [this] { remove(list_->currentTake()); });
  refresh();
}

QToolButton* TakesBox::addButton(const QString& icon, const QString& name, const QString& about) {
  auto* button = new QToolButton;
  button->setIcon(theme::icon(icon));
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setAccessibleName(name);
  button->setToolTip(about);
  return button;
}

void TakesBox::setLine(int clip) {
  if (line_ == clip) return;
  line_ = clip;
  refresh();
}

void TakesBox::refresh() {
  list_->show(document_.project(), line_);
  showWhatCanBeDone();
}

bool TakesBox::isUsed(int take) const {
  return std::ranges::find(document_.project().clips, take, &dub::SpeechClip::take) !=
         document_.project().clips.end();
}

void TakesBox::showWhatCanBeDone() {
  const dub::SpeechClip* clip = document_.project().clip(line_);
  const int take = list_->currentTake();
  use_->setEnabled(take != 0 && clip != nullptr && clip->take != take);
  play_->setEnabled(take != 0 && clip != nullptr);
  previous_->setEnabled(clip != nullptr && clip->takes.size() > 1);
  next_->setEnabled(previous_->isEnabled());
  rename_->setEnabled(take != 0);
  remove_->setEnabled(take != 0 && !isUsed(take));
  remove_->setToolTip(take != 0 && isUsed(take)
                          ? tr("A line uses this take: give it another one first")
                          : tr("Remove this take from the project; its file stays (Delete)"));
}

void TakesBox::use(int take) {
  if (take == 0 || document_.project().clip(line_) == nullptr) return;
  document_.edit(tr("Choose Take"), [&](dub::Project& project) {
    dub::addAlternative(project, line_, take);
    dub::choose(project, line_, take);
  });
  list_->choose(take);
}

void TakesBox::play() {
  use(list_->currentTake());
  if (const dub::SpeechClip* clip = document_.project().clip(line_))
    Q_EMIT playRequested(clip->atSec, clip->endSec());
}

void TakesBox::nextTake() { step(1); }
void TakesBox::previousTake() { step(-1); }

void TakesBox::step(int by) {
  const dub::SpeechClip* clip = document_.project().clip(line_);
  if (clip == nullptr || clip->takes.empty()) return;
  const auto count = static_cast<int>(clip->takes.size());
  const auto now = static_cast<int>(std::ranges::find(clip->takes, clip->take) - clip->takes.begin());
  use(clip->takes[static_cast<std::size_t>((now + by + count) % count)]);
}

void TakesBox::rate(int take, int rating) {
  document_.edit(tr("Rate Take"), [&](dub::Project& project) { dub::rate(project, take, rating); });
}

void TakesBox::rename(int take, const QString& name) {
  document_.edit(tr("Rename Take"), [&](dub::Project& project) {
    for (dub::Take& each : project.takes)
      if (each.id == take && !name.trimmed().isEmpty()) each.name = name.trimmed().toStdString();
  });
  refresh();  // also when the name was none
}

void TakesBox::remove(int take) {
  document_.edit(tr("Remove Take"), [&](dub::Project& project) { dub::removeTake(project, take); });
}

}  // namespace ui
