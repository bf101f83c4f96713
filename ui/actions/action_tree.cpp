#include "ui/actions/action_tree.h"

#include <QCoreApplication>
#include <QTreeWidget>

#include "ui/actions/actions.h"

namespace ui {

static QTreeWidgetItem* addMenu(QTreeWidget& tree, const QString& menu) {
  auto* group = new QTreeWidgetItem(&tree, {plainText(menuTitle(menu))});
  group->setFirstColumnSpanned(true);
  group->setFlags(Qt::ItemIsEnabled);
  QFont bold = tree.font();
  bold.setBold(true);
  group->setFont(0, bold);
  return group;
}

QHash<QString, QTreeWidgetItem*> fillActionTree(QTreeWidget& tree) {
  QHash<QString, QTreeWidgetItem*> rows;
  for (const QString& menu : menus()) {
    QTreeWidgetItem* group = addMenu(tree, menu);
    for (const ActionSpec& spec : actionTable()) {
      if (menu != QLatin1String(spec.menu)) continue;
      const QString name = plainText(QCoreApplication::translate("Actions", spec.text));
      auto* row = new QTreeWidgetItem(group, {name});
      row->setData(0, kActionId, QLatin1String(spec.id));
      row->setToolTip(0, QCoreApplication::translate("Actions", spec.about));
      rows.insert(QLatin1String(spec.id), row);
    }
  }
  tree.expandAll();
  tree.setRootIsDecorated(false);
  tree.setItemsExpandable(false);
  return rows;
}

static bool holds(const QTreeWidgetItem& row, const QString& words) {
  for (int column = 0; column < row.columnCount(); ++column)
    if (row.text(column).contains(words, Qt::CaseInsensitive)) return true;
  return false;
}

void filterActionTree(QTreeWidget& tree, const QString& words) {
  for (int i = 0; i < tree.topLevelItemCount(); ++i) {
    QTreeWidgetItem* group = tree.topLevelItem(i);
    bool isAnyShown = false;
    for (int j = 0; j < group->childCount(); ++j) {
      const bool isShown = holds(*group->child(j), words.trimmed());
      group->child(j)->setHidden(!isShown);
      isAnyShown = isAnyShown || isShown;
    }
    group->setHidden(!isAnyShown);
  }
}

}  // namespace ui
