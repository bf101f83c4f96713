#pragma once
#include <QWidget>

#include "core/audio/recorder.h"

namespace ui {

// How loud the microphone is: a bar from -60 to 0 dB, a line at the highest of the last moments, and a light
// that stays on after a sample was too loud, until it is clicked (or Space is pressed).
class LevelMeter : public QWidget {
  Q_OBJECT
 public:
  static constexpr double kLowestDb = -60;
  explicit LevelMeter(QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  // "-12 dB, highest -6 dB", for those who cannot see it.
  QString valueText() const;
  bool isClipLit() const { return isClipLit_; }

 public Q_SLOTS:
  void setLevel(const audio::Level& level);
  void resetClip();

 Q_SIGNALS:
  void clipReset();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QRect barRect() const;
  QRect lightRect() const;
  double xOf(double decibel) const;
  void paintBar(QPainter& painter) const;
  void paintScale(QPainter& painter) const;
  void paintLight(QPainter& painter) const;
  void showWords();
  audio::Level level_;
  bool isClipLit_ = false;
};

double decibel(double magnitude);  // of full scale; not below LevelMeter::kLowestDb

}  // namespace ui
