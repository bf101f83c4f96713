#pragma once
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QWidget>
#include <vector>

#include "core/audio/device.h"
#include "ui/preferences/preferences.h"

namespace ui {

// Where sound is played and recorded, and how takes begin.
class SoundPage : public QWidget {
  Q_OBJECT
 public:
  explicit SoundPage(const Preferences& preferences);
  void read(Preferences& preferences) const;
  void setDevices(std::vector<audio::Device> devices);
  void setProblem(const QString& message);  // the devices could not be found out
  void setLatency(double ms) { latency_.setValue(ms); }

 Q_SIGNALS:
  void measureLatencyRequested();

 private:
  void layOut();
  void offerChannels();
  std::vector<audio::Device> devices_;
  QLabel looking_;
  QComboBox playback_, record_, channel_;
  QDoubleSpinBox latency_;
  QCheckBox countIn_, guide_, loopRecord_;
};

}  // namespace ui
