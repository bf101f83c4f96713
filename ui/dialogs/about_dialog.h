#pragma once
#include <QDialog>

namespace ui {

// The version, and the licences of the program, its libraries and its models.
class AboutDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AboutDialog(QWidget* parent);
};

}  // namespace ui
