#pragma once
#include <QWidget>
#include <functional>
#include <optional>

class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace ui {

class Job;

// By how much takes are moved earlier: typed, or measured by hearing the headphones with the microphone.
class LatencyRow : public QWidget {
  Q_OBJECT
 public:
  // Seconds; nullopt when nothing was heard. On a thread of its own; may throw.
  using Measure = std::function<std::optional<double>()>;
  explicit LatencyRow(QWidget* parent = nullptr);
  double milliseconds() const;
  void setMilliseconds(double ms);
  void setMeasure(Measure measure);  // null = it cannot be measured now

 Q_SIGNALS:
  void edited(double ms);
  void measuring(bool isOn);  // others must leave the microphone alone

 private:
  void ask();
  void measure();
  void end(const QString& words, bool isGood);
  Measure measure_;
  Job* job_ = nullptr;
  QDoubleSpinBox* value_;
  QPushButton* button_;
  QLabel* words_;
};

}  // namespace ui
