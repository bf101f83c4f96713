#include "core/dub/paint.h"

#include <algorithm>

#include "core/dub/shot_reader.h"
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

static void generate(Work& work, const Timeline& timeline, std::span<const Speaker> speakers) {
  for (Picture& picture : work) picture.patches.resize(speakers.size());
  for (std::size_t s = 0; s < speakers.size(); ++s) {
    std::vector<Ask> asks;
    std::vector<Picture*> asked;
    for (Picture& picture : work)
      if (const face::Face* face = paintedFace(speakers[s].plan, timeline, picture.shot); face != nullptr) {
        const auto cue = static_cast<std::size_t>(speakers[s].plan.cueOfShot[picture.shot]);
        asks.push_back({cue, &picture.frame, face});
        asked.push_back(&picture);
      }
    if (asks.empty()) continue;
    std::vector<face::Patch> patches = speakers[s].model->speak(asks);
    for (std::size_t i = 0; i < asked.size(); ++i) asked[i]->patches[s] = std::move(patches.at(i));
  }
}

static void compose(Picture& picture, const Timeline& timeline, std::span<const Speaker> speakers,
                    const face::CompositeSettings& settings) {
  for (std::size_t i = 0; i < speakers.size(); ++i)
    if (const face::Face* face = paintedFace(speakers[i].plan, timeline, picture.shot);
        face != nullptr && !picture.patches[i].bgr.empty())
      face::composite(picture.frame, picture.patches[i], face->points, settings,
                      speakers[i].plan.strength[picture.shot]);
  picture.patches.clear();
}

// How many pictures from `shot` on go together.
static std::size_t groupSize(std::size_t shot, std::size_t shots, std::span<const Speaker> speakers,
                             std::size_t chunkShots) {
  std::size_t most = 1;
  for (const Speaker& speaker : speakers) most = std::max(most, speaker.model->batch());
  return std::min({most, chunkShots - shot % chunkShots, shots - shot});
}

base::Outcome paint(media::VideoReader& reader, const Timeline& timeline, std::span<const Speaker> speakers,
                    const PaintSettings& settings, std::size_t firstShot,
                    const std::function<void(std::size_t shot, media::Frame&& frame)>& take,
                    const std::stop_token& stop, std::vector<base::StageTime>* times) {
  ShotReader source(reader);
  base::Corridor<Work> corridor(settings.queueBytes, weight);
  corridor
      .source("decode",
              [&, next = firstShot]() mutable -> std::optional<Work> {
                if (next == timeline.shots.size()) return std::nullopt;
                Work work(groupSize(next, timeline.shots.size(), speakers, settings.chunkShots));
                for (Picture& picture : work) {
                  picture = {next, source.at(timeline.shots[next].source), {}};
                  picture.frame.setPts(timeline.shots[next].pts);
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
        for (Picture& picture : work) take(picture.shot, std::move(picture.frame));
      });
  const base::Outcome outcome = corridor.run(stop);
  if (times != nullptr) times->insert(times->end(), corridor.times().begin(), corridor.times().end());
  return outcome;
}

}  // namespace dub
