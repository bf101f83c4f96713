#pragma once
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/corridor.h"
#include "core/dub/lip_model.h"
#include "core/dub/output_timeline.h"
#include "core/dub/voice_plan.h"
#include "core/media/decode/video_reader.h"

namespace dub {

// One face with the model that paints it.
struct Speaker {
  VoicePlan plan;
  std::unique_ptr<LipModel> model;
};

// One picture on its way.
struct Picture {
  std::size_t number = 0;
  media::Frame frame;
  std::vector<face::Patch> patches;  // one a speaker, empty ones where a face passes through
};

// What is in the corridor: as many pictures in a row as the lip models like to paint at once. Which pictures
// go together depends on their numbers alone, so a resumed render forms the same groups.
using Work = std::vector<Picture>;

struct PaintSettings {
  face::CompositeSettings composite;
  int workers = 1;
  std::size_t chunkFrames = 250;       // no group reaches over a multiple of this
  std::size_t queueBytes = 48u << 20;  // each of the three queues
};

// decode -> generate -> composite -> take: the pictures firstFrame.. of the timeline, in order, painted.
// `take` is called on the caller's thread.
base::Outcome paint(media::VideoReader& reader, const OutputTimeline& timeline,
                    std::span<const Speaker> speakers, const PaintSettings& settings, std::size_t firstFrame,
                    const std::function<void(std::size_t number, media::Frame&& frame)>& take,
                    const std::stop_token& stop, std::vector<base::StageTime>* times);

}  // namespace dub
