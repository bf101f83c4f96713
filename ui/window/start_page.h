#pragma once
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace ui {

// The empty window is the tutorial: where to drop, three steps, and a sample to try.
class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);
  // What a drop would do now; empty = the usual words.
  void setHint(const QString& hint);
  void setRecent(const QStringList& files);

 Q_SIGNALS:
  void openRequested();
  void sampleRequested();
  void recentRequested(const QString& file);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* makeDropZone();
  QWidget* makeStep(int number, const QString& title, const QString& text);
  QWidget* zone_;
  QLabel *title_, *hint_;
  QVBoxLayout* recent_;
};

}  // namespace ui
