#include "ui/clip/open_clip.h"

#include <utility>

#include "ui/jobs/discard_job.h"
#include "ui/jobs/job.h"

namespace ui {

OpenClip::OpenClip(dub::AnalyseOptions options, QObject* parent)
    : QObject(parent), options_(std::move(options)) {}

void OpenClip::drop() {
  discardJob(loading_, this);
  discardJob(analysing_, this);
  clip_.reset();
  analysis_.reset();
}

std::shared_ptr<const media::FrameIndex> OpenClip::index() const {
  return clip_ ? std::shared_ptr<const media::FrameIndex>(clip_, &clip_->index()) : nullptr;
}

void OpenClip::open(const std::filesystem::path& video) {
  drop();
  video_ = video;
  Q_EMIT closed();
  if (!video_.empty()) look();
}

void OpenClip::look() {
  const auto found = std::make_shared<std::shared_ptr<const media::ClipIndex>>();
  loading_ = new Job(
      tr("Opening"),
      [video = video_, expected = std::exchange(expected_, nullptr), found](const base::OnProgress&,
                                                                            const std::stop_token& stop) {
        *found = media::indexClip(video, expected, stop);
        if (!*found) return base::Outcome::cancelled;
        static_cast<void>((*found)->video());  // a file of sound is not for this
        return base::Outcome::done;
      },
      this);
  connect(loading_, &Job::finished, this, [this, found](base::Outcome outcome) {
    loading_->deleteLater();
    loading_ = nullptr;
    if (outcome == base::Outcome::cancelled) return;
    clip_ = *found;
    Q_EMIT probed();
    analyse();
  });
  connect(loading_, &Job::failed, this, [this](const base::Problem& problem) {
    loading_->deleteLater();
    loading_ = nullptr;
    video_.clear();
    Q_EMIT failed(problem);
  });
  loading_->start();
}

void OpenClip::analyseAgain() {
  if (clip_) analyse();
}

void OpenClip::analyse() {
  discardJob(analysing_, this);
  const auto found = std::make_shared<std::optional<face::Analysis>>();
  analysing_ = new Job(
      tr("Finding faces"),
      [clip = clip_, options = options_, found](const base::OnProgress& onProgress,
                                                const std::stop_token& stop) {
        *found = dub::analyse(clip, options, onProgress, stop);
        return *found ? base::Outcome::done : base::Outcome::cancelled;
      },
      this);
  connect(analysing_, &Job::finished, this, [this, found](base::Outcome outcome) {
    analysing_->deleteLater();
    analysing_ = nullptr;
    if (outcome == base::Outcome::cancelled) {
      Q_EMIT analysisCancelled();
      return;
    }
    analysis_ = std::make_shared<const face::Analysis>(std::move(**found));
    Q_EMIT analysed();
  });
  connect(analysing_, &Job::failed, this, [this](const base::Problem& problem) {
    analysing_->deleteLater();
    analysing_ = nullptr;
    Q_EMIT analysisFailed(problem);
  });
  Q_EMIT jobStarted(analysing_);
  analysing_->start();
}

}  // namespace ui
