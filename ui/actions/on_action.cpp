#include "ui/actions/on_action.h"

#include "ui/actions/actions.h"

namespace ui {

void onAction(const Actions& actions, const char* id, QObject* context, const std::function<void()>& run) {
  QObject::connect(actions[QLatin1String(id)], &QAction::triggered, context, run);
}

void onChecked(const Actions& actions, const char* id, QObject* context,
               const std::function<void(bool)>& run) {
  QObject::connect(actions[QLatin1String(id)], &QAction::toggled, context, run);
}

}  // namespace ui
