#include "ui/record/microphone.h"

#include <utility>

#include "core/base/detached.h"
#include "ui/jobs/discard_job.h"
#include "ui/jobs/job.h"

namespace ui {

Microphone::Microphone(Open open, QObject* parent) : QObject(parent), open_(std::move(open)) {}

Microphone::~Microphone() { close(); }

bool Microphone::isSame(const RecordSettings& settings) const {
  return settings.device == wanted_.device && settings.channel == wanted_.channel;
}

// Some devices can be opened only once: the one that was open ends first.
void Microphone::open(const RecordSettings& settings) {
  if ((recorder_ || opening_) && isSame(settings)) return;
  discardJob(opening_, this);
  wanted_ = settings;
  const auto last = std::make_shared<std::shared_ptr<audio::Recorder>>(std::exchange(recorder_, nullptr));
  const auto input = base::endingDetached(std::make_unique<std::unique_ptr<audio::Input>>());
  opening_ = new Job(
      tr("Opening the microphone"),
      [open = open_, settings, last, input](const base::OnProgress&, const std::stop_token&) {
        last->reset();
        *input = open(settings);
        return base::Outcome::done;
      },
      this);
  connect(opening_, &Job::finished, this, [this, input] {
    std::exchange(opening_, nullptr)->deleteLater();
    use(std::move(*input));
  });
  connect(opening_, &Job::failed, this, [this](const base::Problem& problem) {
    std::exchange(opening_, nullptr)->deleteLater();
    Q_EMIT failed(problem);
  });
  opening_->start();
}

void Microphone::use(std::unique_ptr<audio::Input> input) {
  recorder_ = std::make_shared<audio::Recorder>(std::move(input), wanted_.channel);
  Q_EMIT opened();
}

// Devices take their time to stop: the recorder ends on a thread.
void Microphone::close() {
  discardJob(opening_, this);
  if (!recorder_) return;
  base::runDetached([last = std::exchange(recorder_, nullptr)] {});
}

}  // namespace ui
