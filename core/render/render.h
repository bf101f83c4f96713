#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dub/analyse.h"
#include "core/dub/job.h"
#include "core/dub/lip_model.h"
#include "core/render/report.h"

namespace dub {

struct RenderOptions {
  MakeModel makeModel;
  AnalyseOptions analyse;
  std::shared_ptr<const media::ClipIndex> clip;  // where the video was looked at already; null = not
  bool resume = false;                           // go on with the chunks of an unfinished run
  bool restart = false;                          // throw them away; with `resume`: only those of another job
  bool verify = true;
  int threads = 0;                 // workers that paint; 0 = as many as cores
  std::int64_t chunkFrames = 250;  // pictures that a crash can lose
};

// decode -> detect/track -> study, listen -> decode -> generate -> composite -> encode -> mux -> verify.
// The output appears under its name only when finished. nullopt when stopped; finished chunks then wait for a
// resumed run in the folder OUTPUT.redub-work. Throws Error.
std::optional<Report> render(const Job& job, const RenderOptions& options, const base::OnProgress& onProgress,
                             std::stop_token stop);

// The sound that a job gives its output.
media::SoundPlan planSound(const Job& job, const OutputTimeline& timeline);

}  // namespace dub
