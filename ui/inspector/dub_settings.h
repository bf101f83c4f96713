#pragma once
#include <vector>

#include "ui/inspector/editors.h"
#include "ui/inspector/setting_row.h"

// The settings of a project in the words of the inspector. Editors have no parent yet.
namespace ui {

struct SettingAndEditor {
  Setting setting;
  Editor* editor;
};

Setting modelSetting();
std::vector<SettingAndEditor> lipSettings();
std::vector<SettingAndEditor> soundSettings();
std::vector<SettingAndEditor> mixSettings();  // those of the sound that an export shows, too

}  // namespace ui
