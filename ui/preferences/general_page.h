#pragma once
#include <QComboBox>
#include <QWidget>

#include "ui/preferences/preferences.h"

namespace ui {

// Language and theme.
class GeneralPage : public QWidget {
  Q_OBJECT
 public:
  explicit GeneralPage(const Preferences& preferences);
  void read(Preferences& preferences) const;

 private:
  QComboBox language_, scheme_;
};

}  // namespace ui
