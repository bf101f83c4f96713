#pragma once
#include <QWidget>
#include <functional>
#include <optional>

#include "core/audio/recorder.h"
#include "ui/record/microphone_box.h"
#include "ui/record/record_session.h"
#include "ui/record/record_settings.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui {

class Document;
class LatencyRow;
class LevelMeter;
class TakesBox;

// The dock beside the picture: microphone, level, the record button, and the takes. Listens to the microphone
// while it is shown.
class RecordPanel : public QWidget {
  Q_OBJECT
 public:
  struct Parts {
    MicrophoneBox::Devices devices = audio::devices;
    // Seconds by which a take is late; on a thread. Null = it cannot be measured.
    std::function<std::optional<double>(const RecordSettings&)> measureLatency;
  };
  RecordPanel(Document& document, RecordSession& session, Parts parts, QWidget* parent = nullptr);

  // From outside; the session gets them, too.
  void setSettings(const RecordSettings& settings);
  void setLine(int clip);  // whose takes are shown; 0 = none

 public Q_SLOTS:
  void refreshDevices();
  void nextTake();
  void previousTake();
  void refreshReason();  // something changed that recording needs, e.g. another video or playhead

 Q_SIGNALS:
  void preferencesChanged(const ui::RecordSettings& settings);
  void playRequested(double fromSec, double toSec);
  void lineChosen(int clip);  // the one that was just recorded

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void connectParts();
  void readControls();
  void listen();
  void loseMicrophone(const QString& why);
  void showState();
  QString reason() const;

  RecordSession& session_;
  const Parts parts_;
  MicrophoneBox* microphone_;
  LevelMeter* meter_;
  QPushButton* record_;
  QLabel* reason_;
  QCheckBox *countIn_, *guide_, *loop_;
  LatencyRow* latency_;
  TakesBox* takes_;
  bool isMeasuring_ = false;
  QString problem_;  // why the microphone could not be listened to; empty = nothing is known to be wrong
};

}  // namespace ui
