#include "ui/clip/open_clip.h"

#include <utility>

#include "core/media/decode/video_reader.h"
#include "ui/jobs/discard_job.h"
#include "ui/jobs/job.h"

namespace ui {

OpenClip::OpenClip(dub::AnalyseOptions options, QObject* parent)
    : QObject(parent), options_(std::move(options)) {}

void OpenClip::drop() {
  discardJob(loading_, this);
  discardJob(analysing_, this);
  probe_.reset();
  index_.reset();
  analysis_.reset();
}

void OpenClip::open(const std::filesystem::path& video) {
  drop();
  video_ = video;
  Q_EMIT closed();
  if (!video_.empty()) look();
}

void OpenClip::look() {
  struct Found {
    media::Probe probe;
    std::shared_ptr<const media::FrameIndex> index;
  };
  const auto found = std::make_shared<Found>();
  loading_ = new Job(
      tr("Opening"),
      [video = video_, found](const base::OnProgress&, const std::stop_token&) {
        const media::VideoReader reader(video);
        found->probe = media::probe(video);
        found->index = std::make_shared<const media::FrameIndex>(reader.index());
        return base::Outcome::done;
      },
      this);
  connect(loading_, &Job::finished, this, [this, found] {
    loading_->deleteLater();
    loading_ = nullptr;
    probe_ = found->probe;
    index_ = found->index;
    Q_EMIT probed();
    analyse();
  });
  connect(loading_, &Job::failed, this, [this](const QString& message, const QString& detail) {
    loading_->deleteLater();
    loading_ = nullptr;
    video_.clear();
    Q_EMIT failed(message, detail);
  });
  loading_->start();
}

void OpenClip::analyseAgain() {
  if (probe_) analyse();
}

void OpenClip::analyse() {
  discardJob(analysing_, this);
  const auto found = std::make_shared<std::optional<face::Analysis>>();
  analysing_ = new Job(
      tr("Finding faces"),
      [video = video_, options = options_, found](const base::OnProgress& onProgress,
                                                  const std::stop_token& stop) {
        *found = dub::analyse(video, options, onProgress, stop);
        return *found ? base::Outcome::done : base::Outcome::cancelled;
      },
      this);
  connect(analysing_, &Job::finished, this, [this, found](base::Outcome outcome) {
    analysing_->deleteLater();
    analysing_ = nullptr;
    if (outcome == base::Outcome::cancelled) {
      Q_EMIT analysisFailed(tr("The faces were not looked for: nothing can be dubbed yet."), {});
      return;
    }
    analysis_ = std::make_shared<const face::Analysis>(std::move(**found));
    Q_EMIT analysed();
  });
  connect(analysing_, &Job::failed, this, [this](const QString& message, const QString& detail) {
    analysing_->deleteLater();
    analysing_ = nullptr;
    Q_EMIT analysisFailed(message, detail);
  });
  Q_EMIT jobStarted(analysing_);
  analysing_->start();
}

}  // namespace ui
