#include "core/dub/paint.h"

#include "core/dub/shot_reader.h"
#include "core/face/composite.h"

namespace dub {

static std::size_t weight(const Work& work) {
  std::size_t bytes = work.frame.bytes();
  for (const face::Patch& patch : work.patches) bytes += patch.bgr.bytes() + patch.alpha.bytes();
  return bytes;
}

// The painted face of a speaker in a shot, nullptr when it passes through.
static const face::Face* painted(const Speaker& speaker, const Timeline& timeline, std::size_t shot) {
  const bool isDubbed = speaker.plan.cueOfShot[shot] >= 0 && speaker.plan.strength[shot] > 0;
  return isDubbed ? speaker.plan.track->at(timeline.shots[shot].source) : nullptr;
}

static void generate(Work& work, const Timeline& timeline, std::span<const Speaker> speakers) {
  for (const Speaker& speaker : speakers) {
    const face::Face* face = painted(speaker, timeline, work.shot);
    const auto cue = static_cast<std::size_t>(speaker.plan.cueOfShot[work.shot]);
    work.patches.push_back(face != nullptr ? speaker.model->speak(cue, work.frame, *face) : face::Patch{});
  }
}

static void compose(Work& work, const Timeline& timeline, std::span<const Speaker> speakers,
                    const face::CompositeSettings& settings) {
  for (std::size_t i = 0; i < speakers.size(); ++i)
    if (const face::Face* face = painted(speakers[i], timeline, work.shot);
        face != nullptr && !work.patches[i].bgr.empty())
      face::composite(work.frame, work.patches[i], face->points, settings,
                      speakers[i].plan.strength[work.shot]);
  work.patches.clear();
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
                Work work{next, source.at(timeline.shots[next].source), {}};
                work.frame.setPts(timeline.shots[next].pts);
                ++next;
                return work;
              })
      .stage(
          "generate", [&](Work& work) { generate(work, timeline, speakers); }, settings.workers)
      .stage("composite", [&](Work& work) { compose(work, timeline, speakers, settings.composite); })
      .sink("encode", [&](Work&& work) { take(work.shot, std::move(work.frame)); });
  const base::Outcome outcome = corridor.run(stop);
  if (times != nullptr) times->insert(times->end(), corridor.times().begin(), corridor.times().end());
  return outcome;
}

}  // namespace dub
