#include "tests/ui/accessible.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QWidget>

namespace {

QString nameOf(const QWidget& control, const QList<QLabel*>& labels) {
  if (!control.accessibleName().isEmpty()) return control.accessibleName();
  for (const QLabel* label : labels)
    if (label->buddy() == &control) return label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&control)) return button->text();
  if (const auto* group = qobject_cast<const QGroupBox*>(&control)) return group->title();
  if (const auto* tabs = qobject_cast<const QTabBar*>(&control)) return tabs->tabText(tabs->currentIndex());
  return {};
}

// Parts of other controls, and what only scrolls.
bool isPart(const QWidget& widget) {
  if (widget.objectName().startsWith("qt_") || widget.focusProxy() != nullptr) return true;
  if (qobject_cast<const QScrollBar*>(&widget) != nullptr) return true;
  if (widget.metaObject() == &QScrollArea::staticMetaObject) return true;
  for (const QWidget* parent = widget.parentWidget(); parent != nullptr; parent = parent->parentWidget())
    if (parent->inherits("QAbstractSpinBox") || parent->inherits("QComboBox") ||
        parent->inherits("QLineEdit") || parent->inherits("QTabBar"))
      return true;
  return false;
}

// Texts that can only be marked by the mouse are no controls. Buttons without focus are, and must have a key.
bool isControl(const QWidget& widget) {
  if (qobject_cast<const QLabel*>(&widget) != nullptr) return (widget.focusPolicy() & Qt::TabFocus) != 0;
  return widget.focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton*>(&widget) != nullptr;
}

bool hasKey(const QWidget& widget) {
  const auto* button = qobject_cast<const QAbstractButton*>(&widget);
  if (button != nullptr && !button->shortcut().isEmpty()) return true;
  for (const QAction* action : widget.actions())
    if (!action->shortcut().isEmpty()) return true;
  return false;
}

}  // namespace

void expectAccessible(QWidget& widget) {
  const QList<QLabel*> labels = widget.findChildren<QLabel*>();
  QSet<const QWidget*> chain;
  for (const QWidget* next = widget.nextInFocusChain(); !chain.contains(next);
       next = next->nextInFocusChain())
    chain.insert(next);
  int controls = 0;
  for (const QWidget* control : widget.findChildren<QWidget*>()) {
    if (!isControl(*control) || isPart(*control)) continue;
    ++controls;
    const std::string what = std::string(control->metaObject()->className()) + " '" +
                             control->objectName().toStdString() + "' in " +
                             control->parentWidget()->metaObject()->className();
    EXPECT_FALSE(nameOf(*control, labels).isEmpty()) << what << " has no name";
    const bool isOnTabsWay = (control->focusPolicy() & Qt::TabFocus) != 0 && chain.contains(control);
    EXPECT_TRUE(isOnTabsWay || hasKey(*control)) << what << " cannot be reached by keyboard";
  }
  EXPECT_GT(controls, 0) << "no control at all";
}
