#pragma once

class QMainWindow;

namespace ui {

class Actions;
class Document;
class NoticeBar;
class Opener;

// What the menu Edit does in this window, but for the preferences.
void connectEditActions(QMainWindow& window, const Actions& actions, Document& document, Opener& opener,
                        NoticeBar& notices);

}  // namespace ui
