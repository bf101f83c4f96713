#include "ui/dialogs/shortcut_sheet.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

#include "ui/actions/action_tree.h"
#include "ui/actions/actions.h"
#include "ui/theme/theme.h"

namespace ui {

enum Column { kName, kKeys, kAbout };

ShortcutSheet::ShortcutSheet(const Actions& actions, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Keyboard Shortcuts"));
  search_.setPlaceholderText(tr("Search"));
  search_.setAccessibleName(tr("Search"));
  search_.setClearButtonEnabled(true);
  search_.addAction(theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  tree_.setAccessibleName(tr("Keyboard Shortcuts"));
  tree_.setHeaderLabels({tr("Action"), tr("Keys"), tr("What it does")});
  const auto rows = fillActionTree(tree_);
  for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
    row.value()->setText(kKeys, keyNames(actions[row.key()]->shortcuts()));
    row.value()->setText(kAbout, actions[row.key()]->statusTip());
    row.value()->setToolTip(kAbout, row.value()->text(kAbout));
  }
  for (const int column : {kName, kKeys}) {
    tree_.resizeColumnToContents(column);
    tree_.setColumnWidth(column, tree_.columnWidth(column) + 2 * theme::kMargin);
  }
  connect(&search_, &QLineEdit::textChanged, this,
          [this](const QString& words) { filterActionTree(tree_, words); });

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  column->addWidget(&search_);
  column->addWidget(&tree_);
  column->addWidget(buttons);
  search_.setFocus();
  resize(1000, 640);
}

}  // namespace ui
