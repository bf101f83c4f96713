#include "ui/preferences/shortcuts_page.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHeaderView>
#include <QSignalBlocker>

#include "ui/actions/action_tree.h"
#include "ui/actions/actions.h"

namespace ui {

enum Column { kName, kKeys, kConflict };

QHash<QString, QStringList> conflicts(const Keys& keys) {
  QHash<QKeySequence, QStringList> owners;
  for (auto row = keys.cbegin(); row != keys.cend(); ++row)
    for (const QKeySequence& key : row.value())
      if (!owners[key].contains(row.key())) owners[key] << row.key();
  QHash<QString, QStringList> found;
  for (const QStringList& sharing : owners)
    for (const QString& id : sharing)
      for (const QString& other : sharing)
        if (id != other && !found[id].contains(other)) found[id] << other;
  found.removeIf([](const auto& row) { return row.value().isEmpty(); });
  return found;
}

static QString nameOf(const QString& id) {
  for (const ActionSpec& spec : actionTable())
    if (id == QLatin1String(spec.id)) return plainText(QCoreApplication::translate("Actions", spec.text));
  return id;
}

ShortcutsPage::ShortcutsPage(const Preferences& preferences)
    : reset_(tr("&Reset")), resetAll_(tr("Reset A&ll")) {
  for (const ActionSpec& spec : actionTable()) {
    const QString id = QLatin1String(spec.id);
    keys_[id] = preferences.keys.contains(id) ? preferences.keys.value(id) : Actions::defaultKeys(id);
  }
  search_.setPlaceholderText(tr("Search actions and keys"));
  search_.setAccessibleName(tr("Search actions and keys"));
  search_.setClearButtonEnabled(true);
  tree_.setAccessibleName(tr("Actions and their keys"));
  tree_.setHeaderLabels({tr("Action"), tr("Keys"), tr("Conflict")});
  edits_[0].setAccessibleName(tr("First key"));
  edits_[1].setAccessibleName(tr("Second key"));
  reset_.setToolTip(tr("Gives this action its usual keys."));
  resetAll_.setToolTip(tr("Gives all actions their usual keys."));
  theme::setTone(problem_, theme::Tone::bad);
  problem_.setWordWrap(true);

  layOut();
  fillTree();
  connect(&search_, &QLineEdit::textChanged, this,
          [this](const QString& words) { filterActionTree(tree_, words); });
  connect(&tree_, &QTreeWidget::currentItemChanged, this, &ShortcutsPage::showChosen);
  for (QKeySequenceEdit& edit : edits_) {
    edit.setClearButtonEnabled(true);
    connect(&edit, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsPage::takeKeys);
  }
  connect(&reset_, &QPushButton::clicked, this, &ShortcutsPage::resetChosen);
  connect(&resetAll_, &QPushButton::clicked, this, &ShortcutsPage::resetAll);
  showKeys();
  showChosen();
}

void ShortcutsPage::layOut() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->addWidget(&search_, 0, 0, 1, 4);
  grid->addWidget(&tree_, 1, 0, 1, 4);
  grid->addWidget(&name_, 2, 0);
  grid->addWidget(&edits_[0], 2, 1);
  grid->addWidget(&edits_[1], 2, 2);
  grid->addWidget(&reset_, 2, 3);
  grid->addWidget(&problem_, 3, 0, 1, 3);
  grid->addWidget(&resetAll_, 3, 3);
  grid->setColumnStretch(0, 1);
}

void ShortcutsPage::fillTree() {
  rows_ = fillActionTree(tree_);
  tree_.header()->setSectionResizeMode(kName, QHeaderView::Stretch);
  tree_.header()->setSectionResizeMode(kKeys, QHeaderView::ResizeToContents);
  tree_.header()->setSectionResizeMode(kConflict, QHeaderView::ResizeToContents);
  tree_.header()->setStretchLastSection(false);
}

QString ShortcutsPage::chosen() const {
  const QTreeWidgetItem* row = tree_.currentItem();
  return row == nullptr ? QString() : row->data(kName, kActionId).toString();
}

void ShortcutsPage::choose(const QString& id) { tree_.setCurrentItem(rows_.value(id)); }

void ShortcutsPage::showChosen() {
  const QString id = chosen();
  const bool isAction = !id.isEmpty();
  name_.setText(isAction ? tr("Keys of %1:").arg(nameOf(id)) : tr("Choose an action."));
  const QList<QKeySequence> keys = keys_.value(id);
  for (qsizetype i = 0; i < qsizetype(edits_.size()); ++i) {
    const QSignalBlocker quiet(edits_[std::size_t(i)]);
    edits_[std::size_t(i)].setKeySequence(i < keys.size() ? keys[i] : QKeySequence());
    edits_[std::size_t(i)].setEnabled(isAction);
  }
  showHints();
  reset_.setEnabled(isAction && keys != Actions::defaultKeys(id));
}

void ShortcutsPage::takeKeys() {
  QList<QKeySequence> keys;
  for (QKeySequenceEdit& edit : edits_) {
    if (edit.keySequence().isEmpty()) continue;
    const QKeySequence first(edit.keySequence()[0]);  // one stroke, whatever was typed after it
    if (edit.keySequence() != first) {
      const QSignalBlocker quiet(edit);
      edit.setKeySequence(first);
    }
    if (!keys.contains(first)) keys << first;
  }
  keys_[chosen()] = keys;
  showHints();
  reset_.setEnabled(keys != Actions::defaultKeys(chosen()));
  showKeys();
}

void ShortcutsPage::resetChosen() {
  keys_[chosen()] = Actions::defaultKeys(chosen());
  showChosen();
  showKeys();
}

void ShortcutsPage::resetAll() {
  for (auto row = keys_.begin(); row != keys_.end(); ++row) row.value() = Actions::defaultKeys(row.key());
  showChosen();
  showKeys();
}

// Qt writes its own, longer hint whenever a key is set.
void ShortcutsPage::showHints() {
  for (QKeySequenceEdit& edit : edits_)
    if (auto* line = edit.findChild<QLineEdit*>()) line->setPlaceholderText(tr("Press a key"));
}

void ShortcutsPage::showKeys() {
  const QHash<QString, QStringList> sharing = conflicts(keys_);
  const theme::Colors& colors = theme::colors(palette());
  for (auto row = rows_.cbegin(); row != rows_.cend(); ++row) {
    QStringList others;
    for (const QString& other : sharing.value(row.key())) others << nameOf(other);
    row.value()->setText(kKeys, keyNames(keys_.value(row.key())));
    row.value()->setText(kConflict, others.join(QStringLiteral(", ")));
    for (const int column : {kName, kKeys, kConflict})
      row.value()->setData(column, Qt::ForegroundRole, others.isEmpty() ? QVariant() : QVariant(colors.bad));
  }
  problem_.setText(sharing.isEmpty() ? QString()
                                     : tr("Some keys belong to two actions: change one of the red lines."));
  if (isAcceptable_ != sharing.isEmpty()) Q_EMIT acceptableChanged(isAcceptable_ = sharing.isEmpty());
}

void ShortcutsPage::read(Preferences& preferences) const {
  preferences.keys.clear();
  for (auto row = keys_.cbegin(); row != keys_.cend(); ++row)
    if (row.value() != Actions::defaultKeys(row.key())) preferences.keys.insert(row.key(), row.value());
}

}  // namespace ui
