#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/base/outcome.h"
#include "core/base/progress.h"
#include "core/dub/lip_model.h"
#include "core/live/dub_plan.h"

namespace dub {

// Paints what is missing in [first, last] (whole clip: 0, frames-1), nearest after `from` first. The models
// are kept from call to call where clip, face, model and settings are the same, so that an edit costs only
// its frames. One thread at a time.
class Dubber {
 public:
  Dubber(MakeModel makeModel, std::shared_ptr<PatchCache> cache);
  ~Dubber();
  // Progress stages learnFace, setSpeech, dub. `painted(frame)` as each picture gets ready, on this thread.
  // While `onProgress` waits, nothing new is begun: that is how a job pauses. Stopped or failed, what was
  // painted stays in the cache. Throws Error.
  base::Outcome dub(const DubPlan& plan, media::FrameNo first, media::FrameNo last, media::FrameNo from,
                    const base::OnProgress& onProgress, const std::function<void(media::FrameNo)>& painted,
                    std::stop_token stop);
  void forget();  // lets the models go

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The frame with all mouths that are there painted in; nullopt when none is.
std::optional<media::Frame> composed(const DubPlan& plan, const PatchCache& cache, media::FrameNo frame,
                                     const media::Frame& source);

}  // namespace dub
