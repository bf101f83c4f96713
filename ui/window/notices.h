#pragma once
#include <QString>

#include "core/base/problem.h"

class QMainWindow;

namespace ui {

class Actions;
class Autosave;
class NoticeBar;
class RecordSession;
class Workspace;
struct WindowLayout;

// An error in the notice bar, with a button for the action of the window that mends it: the problem's own, or
// `otherwise` (an id of ui/actions/table.cpp; empty: no button).
void tellProblem(NoticeBar& notices, const Actions& actions, const base::Problem& problem,
                 const QString& otherwise = {});
void tellError(NoticeBar& notices, const Actions& actions, const QString& message, const QString& detail,
               const QString& remedy);

// What workspace, recording and exports have to say, in the notice bar and the status bar.
void tellNotices(QMainWindow& window, const WindowLayout& layout, Workspace& workspace,
                 const RecordSession& recording, const Autosave& autosave, const Actions& actions);

}  // namespace ui
