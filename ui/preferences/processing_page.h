#pragma once
#include <QComboBox>
#include <QSpinBox>
#include <QWidget>

#include "ui/preferences/preferences.h"

namespace ui {

// What computes, with how many threads, and how much disk it may fill.
class ProcessingPage : public QWidget {
  Q_OBJECT
 public:
  explicit ProcessingPage(const Preferences& preferences);
  void read(Preferences& preferences) const;

 Q_SIGNALS:
  void clearCacheRequested();

 private:
  QComboBox device_;
  QSpinBox threads_, cache_;
};

}  // namespace ui
