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

// What a list of choices shows, in the order of the enumeration; the export dialog uses the same words.
QList<Choice> mixChoices();
QList<Choice> loudnessChoices();

}  // namespace ui
