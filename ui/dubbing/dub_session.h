#pragma once
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/live/dub_plan.h"
#include "core/live/dubber.h"
#include "core/live/patch_cache.h"
#include "core/play/player.h"
#include "ui/jobs/postbox.h"

namespace ui {

class Document;
class Job;
class OpenClip;

// The dubbed pictures of the open project: which are done, stale or to do, and the job that makes them. GUI
// thread; planning and painting are jobs.
class DubSession : public QObject {
  Q_OBJECT
 public:
  DubSession(Document& document, OpenClip& clip, dub::MakeModel makeModel,
             std::shared_ptr<dub::PatchCache> cache, QObject* parent = nullptr);

  const std::vector<dub::FrameState>& states() const { return states_; }
  bool isDubbing() const { return job_ != nullptr; }
  int count(dub::FrameState state) const;
  // What playback shows; safe to call from its thread, for as long as it likes.
  play::Dub painter() const;

  // Makes what is missing in [first, last], nearest after `from` first. Nothing happens while it runs
  // already.
  void start(media::FrameNo first, media::FrameNo last, media::FrameNo from);
  void cancel();
  void forget();        // everything that was made goes
  void forgetModels();  // the next dub makes them anew, e.g. on another device

  void planSoon();  // something that pictures depend on may be another one

 Q_SIGNALS:
  void statesChanged();
  void picturesChanged();  // what playback should show is another one
  void dubbingChanged();   // isDubbing()
  void finished();         // of the range that was asked for
  void failed(const base::Problem& problem);
  void noted(int voice, const base::Problem& problem);  // e.g. that its face is not there any more
  void jobStarted(ui::Job* job);

 private:
  void plan();
  void take(std::shared_ptr<const dub::DubPlan> plan);
  void startWish();
  void painted(const dub::DubPlan* plan, media::FrameNo frame);
  void letClipGo();

  Document& document_;
  OpenClip& clip_;
  const dub::MakeModel makeModel_;
  std::shared_ptr<dub::PatchCache> cache_;
  std::shared_ptr<dub::Dubber> dubber_;  // shared with the job that uses it
  std::shared_ptr<const dub::DubPlan> plan_;
  std::vector<dub::FrameState> states_;
  QTimer soon_, repaint_;
  Job* planning_ = nullptr;  // our child
  Job* job_ = nullptr;       // our child
  struct Wish {
    media::FrameNo first, last, from;
  };
  Wish range_{};              // of the job
  std::optional<Wish> wish_;  // waits for the plan, or for the job's end
  Postbox postbox_{this};
};

}  // namespace ui
