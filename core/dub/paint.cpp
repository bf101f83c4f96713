#include "core/dub/paint.h"

#include <algorithm>

#include "core/dub/source_frame_reader.h"
#include "core/face/composite.h"

namespace dub {

static std::size_t weight(const Work& work) {
  std::size_t bytes = 0;
  for (const Picture& picture : work) {
    bytes += picture.frame.bytes();
    for (const face::Patch& patch : picture.patches) bytes += patch.bgr.bytes() + patch.alpha.bytes();
  }
  return bytes;
}

static void generate(Work& work, const OutputTimeline& timeline, std::span<const Speaker> speakers) {
  for (Picture& picture : work) picture.patches.resize(speakers.size());
  for (std::size_t s = 0; s < speakers.size(); ++s) {
    std::vector<PaintRequest> requests;
    std::vector<Picture*> asked;
    for (Picture& picture : work)
      if (const face::Face* face = paintedFace(speakers[s].plan, timeline, picture.number); face != nullptr) {
        const auto cue = static_cast<std::size_t>(speakers[s].plan.cueOfFrame[picture.number]);
        requests.push_back({cue, &picture.frame, face});
        asked.push_back(&picture);
      }
    if (requests.empty()) continue;
    std::vector<face::Patch> patches = speakers[s].model->paint(requests);
    for (std::size_t i = 0; i < asked.size(); ++i) asked[i]->patches[s] = std::move(patches.at(i));
  }
}

static void compose(Picture& picture, const OutputTimeline& timeline, std::span<const Speaker> speakers,
                    const face::CompositeSettings& settings) {
  for (std::size_t i = 0; i < speakers.size(); ++i)
    if (const face::Face* face = paintedFace(speakers[i].plan, timeline, picture.number);
        face != nullptr && !picture.patches[i].bgr.empty())
      face::composite(picture.frame, picture.patches[i], face->points, settings,
                      speakers[i].plan.strength[picture.number]);
  picture.patches.clear();
}

// How many pictures from `number` on go together.
static std::size_t groupSize(std::size_t number, std::size_t total, std::span<const Speaker> speakers,
                             std::size_t chunkFrames) {
  std::size_t most = 1;
  for (const Speaker& speaker : speakers) most = std::max(most, speaker.model->batch());
  return std::min({most, chunkFrames - number % chunkFrames, total - number});
}

base::Outcome paint(media::VideoReader& reader, const OutputTimeline& timeline,
                    std::span<const Speaker> speakers, const PaintSettings& settings, std::size_t firstFrame,
                    const std::function<void(std::size_t number, media::Frame&& frame)>& take,
                    const std::stop_token& stop, std::vector<base::StageTime>* times) {
  SourceFrameReader source(reader);
  base::Corridor<Work> corridor(settings.queueBytes, weight);
  corridor
      .source("decode",
              [&, next = firstFrame]() mutable -> std::optional<Work> {
                if (next == timeline.frames.size()) return std::nullopt;
                Work work(groupSize(next, timeline.frames.size(), speakers, settings.chunkFrames));
                for (Picture& picture : work) {
                  picture = {next, source.at(timeline.frames[next].source), {}};
                  picture.frame.setPts(timeline.frames[next].pts);
                  ++next;
                }
                return work;
              })
      .stage(
          "generate", [&](Work& work) { generate(work, timeline, speakers); }, settings.workers)
      .stage("composite",
             [&](Work& work) {
               for (Picture& picture : work) compose(picture, timeline, speakers, settings.composite);
             })
      .sink("encode", [&](Work&& work) {
        for (Picture& picture : work) take(picture.number, std::move(picture.frame));
      });
  const base::Outcome outcome = corridor.run(stop);
  if (times != nullptr) times->insert(times->end(), corridor.times().begin(), corridor.times().end());
  return outcome;
}

}  // namespace dub
