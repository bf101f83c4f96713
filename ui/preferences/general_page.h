#pragma once
#include <QComboBox>
#include <QLabel>
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
  QLabel later_;
};

}  // namespace ui
