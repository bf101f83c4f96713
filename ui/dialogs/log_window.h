#pragma once
#include <QDialog>
#include <QPlainTextEdit>
#include <QTimer>
#include <filesystem>

namespace ui {

// What the program notes in its log file, as it comes.
class LogWindow : public QDialog {
  Q_OBJECT
 public:
  LogWindow(const std::filesystem::path& file, QWidget* parent);
  void refresh();  // reads what was added; by itself twice a second

 private:
  void copyAll();
  void openFolder();
  const QString file_;
  qint64 read_ = 0;  // bytes of the file that are shown or were left out
  QPlainTextEdit text_;
  QTimer timer_;
};

}  // namespace ui
