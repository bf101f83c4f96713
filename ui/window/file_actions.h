#pragma once
#include <filesystem>

class QMainWindow;
class QMenu;

namespace ui {

class Actions;
class Dialogs;
class Opener;
class ProjectFiles;

// What the menus File and Help do in this window.
void connectFileActions(QMainWindow& window, const Actions& actions, QMenu& recent, ProjectFiles& projects,
                        Opener& opener, Dialogs& dialogs);
void connectHelpActions(QMainWindow& window, Actions& actions, Opener& opener,
                        const std::filesystem::path& log);

}  // namespace ui
