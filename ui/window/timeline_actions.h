#pragma once

namespace ui {

class Actions;
class Timeline;
class Workspace;

// What the menus Playback and Timeline do.
void connectPlaybackActions(const Actions& actions, Workspace& workspace);
void connectTimelineActions(const Actions& actions, Workspace& workspace, Timeline& timeline);

}  // namespace ui
