#include "ui/dubbing/dub_session.h"

#include <algorithm>
#include <utility>

#include "models/catalogue/catalogue.h"
#include "ui/base/document.h"
#include "ui/clip/open_clip.h"
#include "ui/jobs/discard_job.h"
#include "ui/jobs/job.h"

namespace ui {

using dub::FrameState;
using media::FrameNo;

static constexpr int kSettleMs = 150;   // an edit is planned when no other follows for so long
static constexpr int kRepaintMs = 100;  // painted pictures are told together

DubSession::DubSession(Document& document, OpenClip& clip, dub::MakeModel makeModel,
                       std::shared_ptr<dub::PatchCache> cache, QObject* parent)
    : QObject(parent),
      document_(document),
      clip_(clip),
      makeModel_(std::move(makeModel)),
      cache_(std::move(cache)),
      dubber_(std::make_shared<dub::Dubber>(makeModel_, cache_)) {
  soon_.setSingleShot(true);
  soon_.setInterval(kSettleMs);
  repaint_.setSingleShot(true);
  repaint_.setInterval(kRepaintMs);
  connect(&soon_, &QTimer::timeout, this, &DubSession::plan);
  connect(&repaint_, &QTimer::timeout, this, [this] {
    Q_EMIT statesChanged();
    Q_EMIT picturesChanged();
  });
  connect(&document_, &Document::changed, this, &DubSession::planSoon);
  connect(&clip_, &OpenClip::analysed, this, &DubSession::planSoon);
  connect(&clip_, &OpenClip::closed, this, &DubSession::letClipGo);
}

// A job that does not end at once keeps the dubber that it has.
void DubSession::letClipGo() {
  cancel();
  discardJob(planning_, this);
  if (job_ != nullptr) {
    discardJob(job_, this);
    forgetModels();
    Q_EMIT dubbingChanged();
  }
  plan_.reset();
  states_.clear();
  Q_EMIT statesChanged();
  Q_EMIT picturesChanged();
}

int DubSession::count(FrameState state) const { return static_cast<int>(std::ranges::count(states_, state)); }

play::Dub DubSession::painter() const {
  return [plan = plan_, cache = cache_](FrameNo frame, const media::Frame& source) {
    return plan ? dub::composed(*plan, *cache, frame, source) : std::nullopt;
  };
}

void DubSession::planSoon() {
  if (clip_.analysis()) soon_.start();
}

void DubSession::plan() {
  discardJob(planning_, this);
  if (!clip_.analysis() || clip_.video() != document_.project().video) return;
  const auto found = std::make_shared<std::optional<dub::DubPlan>>();
  planning_ = new Job(
      tr("Looking at the lines"),
      [project = document_.project(), pictures = clip_.clip(), analysis = clip_.analysis(), previous = plan_,
       found](const base::OnProgress&, const std::stop_token& stop) {
        *found = dub::planDub(project, pictures, analysis, stop, previous.get(),
                              catalogue::weightsOf(project.settings.model));
        return *found ? base::Outcome::done : base::Outcome::cancelled;
      },
      this);
  connect(planning_, &Job::finished, this, [this, found](base::Outcome outcome) {
    planning_->deleteLater();
    planning_ = nullptr;
    if (outcome == base::Outcome::done) take(std::make_shared<const dub::DubPlan>(std::move(**found)));
  });
  connect(planning_, &Job::failed, this, [this](const base::Problem& problem) {
    planning_->deleteLater();
    planning_ = nullptr;
    wish_.reset();
    Q_EMIT failed(problem);
  });
  planning_->start();
}

void DubSession::take(std::shared_ptr<const dub::DubPlan> plan) {
  const bool hadNotes = plan_ && plan_->notes == plan->notes;
  plan_ = std::move(plan);
  states_ = dub::states(*plan_, *cache_, states_);
  if (!hadNotes)
    for (const dub::DubPlan::Note& note : plan_->notes) Q_EMIT noted(note.voice, note.problem);
  Q_EMIT statesChanged();
  Q_EMIT picturesChanged();
  if (job_ != nullptr) {  // an edit while it dubs: it goes on with what is wanted now
    wish_ = range_;
    job_->cancel();
    return;
  }
  startWish();
}

void DubSession::startWish() {
  if (const auto wish = std::exchange(wish_, std::nullopt)) start(wish->first, wish->last, wish->from);
}

void DubSession::start(FrameNo first, FrameNo last, FrameNo from) {
  if (job_ != nullptr) return;
  if (!plan_ || soon_.isActive() || planning_ != nullptr) {  // the plan of the newest edit is on its way
    wish_ = {first, last, from};
    return;
  }
  range_ = {first, last, from};
  job_ = new Job(
      tr("Dubbing"),
      [this, post = postbox_.post(), plan = plan_, dubber = dubber_, first, last, from](
          const base::OnProgress& onProgress, const std::stop_token& stop) {
        const auto tell = [&](FrameNo frame) { post([this, plan, frame] { painted(plan.get(), frame); }); };
        return dubber->dub(*plan, first, last, from, onProgress, tell, stop);
      },
      this);
  connect(job_, &Job::finished, this, [this](base::Outcome outcome) {
    job_->deleteLater();
    job_ = nullptr;
    if (plan_) states_ = dub::states(*plan_, *cache_, states_);
    Q_EMIT statesChanged();
    Q_EMIT picturesChanged();
    Q_EMIT dubbingChanged();
    if (outcome == base::Outcome::done) Q_EMIT finished();
    startWish();
  });
  connect(job_, &Job::failed, this, [this](const base::Problem& problem) {
    job_->deleteLater();
    job_ = nullptr;
    Q_EMIT dubbingChanged();
    Q_EMIT failed(problem);
  });
  Q_EMIT jobStarted(job_);
  job_->start();
  Q_EMIT dubbingChanged();
}

void DubSession::painted(const dub::DubPlan* plan, FrameNo frame) {
  if (plan != plan_.get()) return;
  const auto at = static_cast<std::size_t>(frame);
  if (at < states_.size() && states_[at] != FrameState::untouched) states_[at] = FrameState::done;
  if (!repaint_.isActive()) repaint_.start();
}

void DubSession::cancel() {
  wish_.reset();
  if (job_ != nullptr) job_->cancel();
}

void DubSession::forget() {
  cancel();
  cache_->clear();
  if (plan_) states_ = dub::states(*plan_, *cache_, {});
  Q_EMIT statesChanged();
  Q_EMIT picturesChanged();
}

void DubSession::forgetModels() {
  cancel();
  dubber_ = std::make_shared<dub::Dubber>(makeModel_, cache_);  // a running job has the old one
}

}  // namespace ui
