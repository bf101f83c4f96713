#include "tests/ui/cut_text.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>

namespace {

// Pixels that a text may lack without losing a letter: sizes are rounded.
constexpr int kSlack = 1;

bool fits(const QLabel& label) {
  if (label.text().isEmpty()) return true;
  const QSize needed =
      label.wordWrap() ? QSize(0, label.heightForWidth(label.width())) : label.minimumSizeHint();
  return needed.width() <= label.width() + kSlack && needed.height() <= label.height() + kSlack;
}

bool fits(const QComboBox& box) {
  QStyleOptionComboBox option;
  option.initFrom(&box);
  const QRect field =
      box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
  return box.fontMetrics().horizontalAdvance(box.currentText()) <= field.width() + kSlack;
}

bool fits(const QTabBar& bar) {
  int width = 0;
  for (int i = 0; i < bar.count(); ++i) {
    if (bar.fontMetrics().horizontalAdvance(bar.tabText(i)) > bar.tabRect(i).width()) return false;
    width = std::max(width, bar.tabRect(i).right() + 1);
  }
  return width <= bar.width() + kSlack;
}

bool fits(const QHeaderView& header) {
  for (int i = 0; i < header.count(); ++i)
    if (!header.isSectionHidden(i) && header.sectionSize(i) < header.sectionSizeHint(i)) return false;
  return true;
}

// The text that a widget shows, and whether it fits; nullopt for widgets without any.
std::optional<std::pair<QString, bool>> textOf(const QWidget& widget) {
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) return {{label->text(), fits(*label)}};
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
    return {
        {button->text(), button->text().isEmpty() || button->minimumSizeHint().width() <= button->width()}};
  if (const auto* box = qobject_cast<const QComboBox*>(&widget)) return {{box->currentText(), fits(*box)}};
  if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
    return {{tabs->tabText(0) + "...", fits(*tabs)}};
  if (const auto* group = qobject_cast<const QGroupBox*>(&widget))
    return {{group->title(), group->minimumSizeHint().width() <= group->width()}};
  if (const auto* header = qobject_cast<const QHeaderView*>(&widget)) return {{"heading", fits(*header)}};
  return {};
}

// Nothing hides its left or right side; what is scrolled away above or below does not count.
bool isWhollyInSight(const QWidget& widget) {
  const QRect seen = widget.visibleRegion().boundingRect();
  return seen.isEmpty() || seen.width() >= widget.width();
}

}  // namespace

void expectNoCutText(QWidget& widget) {
  int texts = 0;
  for (const QWidget* part : widget.findChildren<QWidget*>()) {
    if (!part->isVisibleTo(&widget)) continue;
    const auto text = textOf(*part);
    if (!text || text->first.isEmpty()) continue;
    ++texts;
    const std::string what = part->metaObject()->className() + (" '" + text->first + "' in ").toStdString() +
                             part->parentWidget()->metaObject()->className();
    EXPECT_TRUE(text->second) << what << " is cut: " << part->width() << "x" << part->height() << " of "
                              << part->minimumSizeHint().width() << "x" << part->minimumSizeHint().height();
    EXPECT_TRUE(isWhollyInSight(*part)) << what << " is hidden in part";
  }
  EXPECT_GT(texts, 0) << "no text at all";
}
