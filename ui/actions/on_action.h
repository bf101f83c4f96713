#pragma once
#include <functional>

class QObject;

namespace ui {

class Actions;

// What an action of the table does, for as long as `context` lives.
void onAction(const Actions& actions, const char* id, QObject* context, const std::function<void()>& run);
void onChecked(const Actions& actions, const char* id, QObject* context,
               const std::function<void(bool)>& run);

}  // namespace ui
