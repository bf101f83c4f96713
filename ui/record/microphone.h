#pragma once
#include <QObject>
#include <functional>
#include <memory>

#include "core/audio/recorder.h"
#include "ui/record/record_settings.h"

namespace ui {

class Job;

// The microphone that is open for the meter and for takes. Opens and closes it on threads of their own.
class Microphone : public QObject {
  Q_OBJECT
 public:
  // On a thread of its own; throws base::Error.
  using Open = std::function<std::unique_ptr<audio::Input>(const RecordSettings&)>;
  explicit Microphone(Open open, QObject* parent = nullptr);
  ~Microphone() override;

  // Opens the device and channel of the settings, unless they are (being) opened. opened() or failed()
  // follow.
  void open(const RecordSettings& settings);
  void close();
  // nullptr while it is not open.
  const std::shared_ptr<audio::Recorder>& recorder() const { return recorder_; }

 Q_SIGNALS:
  void opened();
  void failed(const base::Problem& problem);

 private:
  void use(std::unique_ptr<audio::Input> input);
  bool isSame(const RecordSettings& settings) const;

  const Open open_;
  RecordSettings wanted_;
  Job* opening_ = nullptr;
  std::shared_ptr<audio::Recorder> recorder_;
};

}  // namespace ui
