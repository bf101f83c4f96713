#pragma once
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/corridor.h"
#include "core/dub/lip_model.h"
#include "core/dub/output_timeline.h"
#include "core/dub/voice_plan.h"
#include "core/media/decode/video_reader.h"

namespace dub {

// One face with the model that paints it; both outlive the painting.
struct Speaker {
  const VoicePlan* plan = nullptr;
  const LipModel* model = nullptr;
};

// One picture on its way.
struct Picture {
  std::size_t number = 0;  // of the output
  media::Frame frame;
  std::vector<std::optional<face::Patch>> patches;  // one a speaker; nullopt = its face was not painted
};

// Which pictures are painted, and by whom.
struct PaintPlan {
  const OutputTimeline* timeline = nullptr;
  std::span<const Speaker> speakers;
  std::span<const std::size_t> numbers;  // of the output, in the order in which they are taken
  // Whether a speaker paints a picture; none: wherever its face may be altered. Any thread.
  std::function<bool(std::size_t speaker, std::size_t number)> isWanted;
  // What follows the painting, one picture after the other on a thread of its own.
  std::function<void(Picture&)> finish;
};

struct PaintSettings {
  int workers = 1;
  // Models paint pictures in a row together, but never over a multiple of this. Which go together depends on
  // their numbers alone, so a resumed render forms the same groups.
  std::size_t chunkFrames = std::numeric_limits<std::size_t>::max();
  std::size_t queueBytes = 48u << 20;  // each of the three queues
};

// decode -> generate -> finish -> take, in the order of plan.numbers. `take` is called on the caller's
// thread.
base::Outcome paint(media::VideoReader& reader, const PaintPlan& plan, const PaintSettings& settings,
                    const std::function<void(Picture&&)>& take, const std::stop_token& stop,
                    std::vector<base::StageTime>* times = nullptr);

// Paints the patches of a picture into its frame: what render() finishes with.
void composite(Picture& picture, const OutputTimeline& timeline, std::span<const Speaker> speakers,
               const face::CompositeSettings& settings);

}  // namespace dub
