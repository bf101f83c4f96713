#pragma once
#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

// A line at the top of the window for what went wrong or should be known; stays until it is closed or another
// comes, and in the log. Never in the way of work.
class NoticeBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { info, warning, error };
  explicit NoticeBar(QWidget* parent = nullptr);
  // What is less serious than the line that is there comes below it. With `action`, a button of that name
  // calls `run` and closes the line.
  void tell(Kind kind, const QString& text, const QString& detail = {}, const QString& action = {},
            const std::function<void()>& run = {});
  void takeBack(const QString& text);  // it is true no more
  QString text() const;

 private:
  void write(const QString& text);
  void offer(const QString& action, const std::function<void()>& run);

  Kind kind_ = Kind::info;
  QString first_;  // the line that is not below another
  QLabel *icon_, *text_;
  QPushButton* action_;
  QToolButton* close_;
  std::function<void()> run_;
};

}  // namespace ui
