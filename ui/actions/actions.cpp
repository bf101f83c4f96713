#include "ui/actions/actions.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "ui/theme/theme.h"

namespace ui {

static QString translated(const char* words) { return QCoreApplication::translate("Actions", words); }

static const ActionSpec* find(const QString& id) {
  const auto spec =
      std::ranges::find_if(actionTable(), [&](const ActionSpec& row) { return id == QLatin1String(row.id); });
  return spec == actionTable().end() ? nullptr : &*spec;
}

QString keyNames(const QList<QKeySequence>& keys) {
  QStringList names;
  for (const QKeySequence& key : keys) names << key.toString(QKeySequence::NativeText);
  return names.join(QStringLiteral(", "));
}

static void showWords(QAction& action, const ActionSpec& spec) {
  const QString text = translated(spec.text);
  const QString keys = keyNames(action.shortcuts());
  action.setText(text);
  action.setStatusTip(translated(spec.about));
  action.setToolTip(keys.isEmpty() ? plainText(text) : QStringLiteral("%1 (%2)").arg(plainText(text), keys));
}

QString plainText(QString text) {
  text.remove(QStringLiteral("..."));
  return text.remove(QLatin1Char('&'));
}

QString menuTitle(const QString& menu) {
  struct Title {
    const char* menu;
    struct {
      const char *text, *comment;
    } words;
  };
  static constexpr Title kTitles[] = {
      {"file", QT_TRANSLATE_NOOP3("Actions", "&File", "menu")},
      {"edit", QT_TRANSLATE_NOOP3("Actions", "&Edit", "menu")},
      {"view", QT_TRANSLATE_NOOP3("Actions", "&View", "menu")},
      {"playback", QT_TRANSLATE_NOOP3("Actions", "&Playback", "menu")},
      {"timeline", QT_TRANSLATE_NOOP3("Actions", "&Timeline", "menu")},
      {"record", QT_TRANSLATE_NOOP3("Actions", "&Record", "menu")},
      {"dub", QT_TRANSLATE_NOOP3("Actions", "&Dub", "menu")},
      {"help", QT_TRANSLATE_NOOP3("Actions", "&Help", "menu")},
  };
  for (const Title& title : kTitles)
    if (menu == QLatin1String(title.menu))
      return QCoreApplication::translate("Actions", title.words.text, title.words.comment);
  return {};
}

QList<QString> menus() {
  QList<QString> found;
  for (const ActionSpec& spec : actionTable())
    if (!found.contains(QLatin1String(spec.menu))) found << QLatin1String(spec.menu);
  return found;
}

Actions::Actions(QObject* parent) : QObject(parent) {
  for (const ActionSpec& spec : actionTable()) {
    auto* action = new QAction(this);
    action->setObjectName(QLatin1String(spec.id));
    action->setCheckable(spec.isCheckable);
    action->setAutoRepeat(spec.repeats);
    if (*spec.icon) action->setIcon(theme::icon(QLatin1String(spec.icon)));
    actions_.insert(action->objectName(), action);
  }
  setKeys({});
  setHolding(kAlways);
}

QAction* Actions::operator[](const QString& id) const {
  QAction* action = actions_.value(id);
  Q_ASSERT_X(action, "Actions", qPrintable(id));
  return action;
}

QList<QAction*> Actions::of(const QString& menu) const {
  QList<QAction*> found;
  for (const ActionSpec& spec : actionTable())
    if (menu == QLatin1String(spec.menu)) found << actions_.value(QLatin1String(spec.id));
  return found;
}

void Actions::setHolding(unsigned needs) {
  for (const ActionSpec& spec : actionTable())
    actions_.value(QLatin1String(spec.id))->setEnabled((spec.needs & ~needs) == 0);
}

void Actions::setKeys(const QHash<QString, QList<QKeySequence>>& keys) {
  for (const ActionSpec& spec : actionTable()) {
    const QString id = QLatin1String(spec.id);
    actions_.value(id)->setShortcuts(keys.contains(id) ? keys.value(id) : defaultKeys(id));
  }
  retranslate();
}

QList<QKeySequence> Actions::defaultKeys(const QString& id) {
  const ActionSpec* spec = find(id);
  if (spec == nullptr || *spec->keys == 0) return {};
  QList<QKeySequence> keys;
  for (const QString& key : QString::fromLatin1(spec->keys).split(QStringLiteral("; ")))
    keys << QKeySequence(key, QKeySequence::PortableText);
  return keys;
}

void Actions::retranslate() {
  for (const ActionSpec& spec : actionTable()) showWords(*actions_.value(QLatin1String(spec.id)), spec);
}

}  // namespace ui
