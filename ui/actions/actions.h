#pragma once
#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <span>

namespace ui {

// When an action can be used: all of its needs must hold.
enum Need : unsigned {
  kAlways = 0,
  kVideo = 1,   // a video is open
  kClip = 2,    // a line is selected
  kRange = 4,   // an in or out point is set
  kSpeech = 8,  // there is a line
  kUndo = 16,
  kRedo = 32,
  kDubbing = 64,  // a dub job runs
  kTake = 128,    // the chosen line has several takes
};

// One row of the table from which menus, tool bar, shortcut sheet, preferences and tests read.
struct ActionSpec {
  const char* id;  // "play", settings and tests name it by this
  const char*
      menu;  // "file", "edit", "view", "playback", "timeline", "record", "dub", "help"; translated elsewhere
  const char* text;   // source text, context "Actions": with mnemonic and "..." where a dialog follows
  const char* about;  // one sentence for the tool tip and the shortcut sheet
  const char* icon;   // "" = none
  const char* keys;   // default keys in portable text, several divided by "; "
  unsigned needs;
  bool isCheckable = false;
  bool repeats = false;  // while the key is held
};
std::span<const ActionSpec> actionTable();

// The words of an action as they stand in running text: without mnemonic and "...".
QString plainText(QString text);
// "Ctrl+Z, Backspace" in the user's language.
QString keyNames(const QList<QKeySequence>& keys);
// "Edit" and so on, translated; with mnemonic. Menus stand in this order.
QString menuTitle(const QString& menu);
QList<QString> menus();

// The QActions of one window. GUI thread.
class Actions : public QObject {
  Q_OBJECT
 public:
  explicit Actions(QObject* parent);
  QAction* operator[](const QString& id) const;   // never nullptr for an id of the table (asserts)
  QList<QAction*> of(const QString& menu) const;  // in the table's order
  void setHolding(unsigned needs);                // which needs hold now
  // Own keys instead of the defaults; ids that are absent keep theirs.
  void setKeys(const QHash<QString, QList<QKeySequence>>& keys);
  static QList<QKeySequence> defaultKeys(const QString& id);
  void retranslate();

 private:
  QHash<QString, QAction*> actions_;
};

}  // namespace ui
