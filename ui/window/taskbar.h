#pragma once
#include <optional>

namespace ui {

class Job;

// Shows how far the work is on the program's icon, where the desktop has that (docks that listen to
// com.canonical.Unity.LauncherEntry: KDE, GNOME's dash to dock, ...). 0..1; nullopt = no work. Elsewhere
// nothing happens.
void showTaskbarProgress(std::optional<double> share);
void followOnTaskbar(Job& job);

}  // namespace ui
