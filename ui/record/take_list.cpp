#include "ui/record/take_list.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace ui {

enum Column { kName, kLength, kRating, kColumns };
static constexpr int kTakeRole = Qt::UserRole;
static constexpr int kMostStars = 5;

QString stars(int rating) {
  return QString(rating, QChar(u'★')) + QString(std::max(0, kMostStars - rating), QChar(u'☆'));
}

QString lengthText(double seconds) {
  const auto tenths = std::llround(seconds * 10);
  return QStringLiteral("%1:%2%3%4")
      .arg(tenths / 600)
      .arg(tenths / 10 % 60, 2, 10, QLatin1Char('0'))
      .arg(QLocale().decimalPoint())
      .arg(tenths % 10);
}

TakeList::TakeList(QWidget* parent) : QTreeWidget(parent) {
  setColumnCount(kColumns);
  setHeaderLabels({tr("Take"), tr("Length"), tr("Rating")});
  setAccessibleName(tr("Takes"));
  setRootIsDecorated(false);
  setIndentation(0);
  setUniformRowHeights(true);
  setEditTriggers(QAbstractItemView::EditKeyPressed);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(kName, QHeaderView::Stretch);
  header()->setSectionResizeMode(kLength, QHeaderView::ResizeToContents);
  header()->setSectionResizeMode(kRating, QHeaderView::ResizeToContents);
  connect(this, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem*, int column) {
    if (column != kRating && currentTake() != 0) Q_EMIT useRequested(currentTake());
  });
  connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
    if (isFilling_ || column != kName) return;
    Q_EMIT renamed(item->data(kName, kTakeRole).toInt(), item->text(kName));
  });
}

int TakeList::currentTake() const {
  return currentItem() != nullptr ? currentItem()->data(kName, kTakeRole).toInt() : 0;
}

void TakeList::choose(int take) {
  for (QTreeWidgetItemIterator at(this); *at != nullptr; ++at)
    if ((*at)->data(kName, kTakeRole).toInt() == take && take != 0) return setCurrentItem(*at, kName);
}

void TakeList::show(const dub::Project& project, int line) {
  const int before = currentTake();
  isFilling_ = true;
  clear();
  const dub::SpeechClip* clip = project.clip(line);
  const auto isOfLine = [&](const dub::Take& take) {
    return clip != nullptr && std::ranges::find(clip->takes, take.id) != clip->takes.end();
  };
  QTreeWidgetItem* ofLine = clip != nullptr ? addGroup(tr("Of the chosen line")) : nullptr;
  if (clip != nullptr)
    for (const int id : clip->takes)
      if (const dub::Take* take = project.take(id)) addTake(ofLine, *take, id == clip->take);
  QTreeWidgetItem* others = nullptr;
  for (const dub::Take& take : project.takes) {
    if (isOfLine(take)) continue;
    if (others == nullptr) others = addGroup(clip != nullptr ? tr("Others") : tr("All takes"));
    addTake(others, take, false);
  }
  expandAll();
  isFilling_ = false;
  choose(before);
  if (currentTake() == 0 && clip != nullptr) choose(clip->take);
}

QTreeWidgetItem* TakeList::addGroup(const QString& title) {
  auto* group = new QTreeWidgetItem(this, {title});
  group->setFlags(Qt::ItemIsEnabled);
  group->setFirstColumnSpanned(true);
  group->setForeground(kName, theme::colors(palette()).dimText);
  return group;
}

void TakeList::addTake(QTreeWidgetItem* group, const dub::Take& take, bool isHeard) {
  const QString name = QString::fromStdString(take.name);
  auto* item = new QTreeWidgetItem(group, {name, lengthText(take.seconds), stars(take.rating)});
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren);
  item->setData(kName, kTakeRole, take.id);
  item->setTextAlignment(kLength, Qt::AlignRight | Qt::AlignVCenter);
  item->setData(kRating, Qt::AccessibleTextRole, tr("%n star(s)", nullptr, take.rating));
  item->setIcon(kName, theme::icon(isHeard ? QStringLiteral("good") : QStringLiteral("take")));
  if (isHeard) {
    item->setData(kName, Qt::AccessibleTextRole, tr("%1, in use").arg(name));
    QFont font = item->font(kName);
    font.setBold(true);
    item->setFont(kName, font);
  }
  QString about = QString::fromStdString(take.file.string());
  if (!take.recorded.empty())
    about += QLatin1Char('\n') + tr("Recorded %1").arg(QString::fromStdString(take.recorded));
  item->setToolTip(kName, about);
  item->setToolTip(kRating, tr("Click a star, or press 0 to 5"));
}

static std::optional<int> ratingOf(const QKeyEvent& event) {
  if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return std::nullopt;
  if (event.key() < Qt::Key_0 || event.key() > Qt::Key_0 + kMostStars) return std::nullopt;
  return event.key() - Qt::Key_0;
}

static bool isUse(const QKeyEvent& event) {
  return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

// Keys that mean something else in the window belong to the list while it has the focus.
bool TakeList::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && currentTake() != 0) {
    const auto& key = static_cast<QKeyEvent&>(*event);
    if (ratingOf(key) || isUse(key) || key.key() == Qt::Key_Delete || key.key() == Qt::Key_Up ||
        key.key() == Qt::Key_Down)
      event->accept();
  }
  return QTreeWidget::event(event);
}

void TakeList::keyPressEvent(QKeyEvent* event) {
  const int take = currentTake();
  if (take == 0) return QTreeWidget::keyPressEvent(event);
  if (const std::optional<int> rating = ratingOf(*event)) return Q_EMIT ratingChosen(take, *rating);
  if (isUse(*event)) return Q_EMIT useRequested(take);
  if (event->key() == Qt::Key_Delete) return Q_EMIT removeRequested(take);
  QTreeWidget::keyPressEvent(event);
}

int TakeList::ratingAt(const QTreeWidgetItem* item, double x) const {
  const QRect cell = visualItemRect(item);
  const int left = cell.left() + header()->sectionPosition(kRating) +
                   style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1;
  const double star = fontMetrics().horizontalAdvance(stars(kMostStars)) / double(kMostStars);
  return std::clamp(static_cast<int>((x - left) / star) + 1, 1, kMostStars);
}

// A click on the star that is the rating already takes it away.
void TakeList::mousePressEvent(QMouseEvent* event) {
  QTreeWidget::mousePressEvent(event);
  const QPoint at = event->position().toPoint();
  const QTreeWidgetItem* item = itemAt(at);
  if (event->button() != Qt::LeftButton || item == nullptr || columnAt(at.x()) != kRating) return;
  const int take = item->data(kName, kTakeRole).toInt(), rating = ratingAt(item, at.x());
  if (take != 0) Q_EMIT ratingChosen(take, item->text(kRating) == stars(rating) ? 0 : rating);
}

}  // namespace ui
