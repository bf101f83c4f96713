#pragma once
#include <QString>
#include <QWidget>
#include <functional>
#include <vector>

#include "core/audio/device.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace ui {

class Job;

// Which microphone, and which of its channels. Looks for what is plugged in on a thread.
class MicrophoneBox : public QWidget {
  Q_OBJECT
 public:
  using Devices = std::function<std::vector<audio::Device>()>;  // on a thread of its own; may throw
  explicit MicrophoneBox(Devices devices, QWidget* parent = nullptr);

  QString device() const;  // empty = the default
  int channel() const;     // -1 = all
  void choose(const QString& device, int channel);
  bool isLooking() const { return looking_ != nullptr; }
  // Why nothing can be recorded, in words; empty = the microphone is there.
  QString obstacle() const;

 public Q_SLOTS:
  void refresh();

 Q_SIGNALS:
  void chosen();  // by the user, also again by pressing Refresh
  void looked();  // what is plugged in is known now

 private:
  void found(std::vector<audio::Device> devices);
  void offerDevices(const QString& wanted);
  void offerChannels(int wanted);
  const audio::Device* current() const;

  const Devices list_;
  std::vector<audio::Device> microphones_;
  QString problem_;  // why they could not be listed
  bool isKnown_ = false;
  Job* looking_ = nullptr;
  QComboBox *device_, *channel_;
  QToolButton* refresh_;
};

}  // namespace ui
