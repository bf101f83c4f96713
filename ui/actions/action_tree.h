#pragma once
#include <QHash>
#include <QString>

class QTreeWidget;
class QTreeWidgetItem;

namespace ui {

inline constexpr int kActionId = Qt::UserRole;  // data of a row's first column; a menu's row has none

// One row for every action of the table, below one for its menu; the first column holds its name.
QHash<QString, QTreeWidgetItem*> fillActionTree(QTreeWidget& tree);
// Shows the rows of which some column holds the words.
void filterActionTree(QTreeWidget& tree, const QString& words);

}  // namespace ui
