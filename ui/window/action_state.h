#pragma once

namespace ui {

class Actions;
class Timeline;
class Workspace;

// Keeps actions enabled and disabled by what there is.
void followState(Actions& actions, Workspace& workspace, const Timeline& timeline);

}  // namespace ui
