#include "core/dub/paint.h"

#include <algorithm>

#include "core/dub/source_frame_reader.h"
#include "core/face/composite.h"

namespace dub {

// What is in the corridor: as many pictures in a row as the lip models like to paint at once.
using Group = std::vector<Picture>;

static std::size_t bytesOf(const Group& group) {
  std::size_t bytes = 0;
  for (const Picture& picture : group) {
    bytes += picture.frame.bytes();
    for (const auto& patch : picture.patches)
      if (patch) bytes += patch->bgr.bytes() + patch->alpha.bytes();
  }
  return bytes;
}

// How many of plan.numbers from `at` on go together.
static std::size_t groupSize(const PaintPlan& plan, std::size_t at, std::size_t chunkFrames) {
  std::size_t most = 1;
  for (const Speaker& speaker : plan.speakers) most = std::max(most, speaker.model->batch());
  std::size_t size = 1;
  while (size < most && at + size < plan.numbers.size()) {
    const std::size_t next = plan.numbers[at + size];
    if (next != plan.numbers[at] + size || next % chunkFrames == 0) break;
    ++size;
  }
  return size;
}

static void generate(Group& group, const PaintPlan& plan, std::size_t speaker) {
  const auto& [voice, model] = plan.speakers[speaker];
  std::vector<PaintRequest> requests;
  std::vector<std::optional<face::Patch>*> places;
  for (Picture& picture : group) {
    const face::Face* face = paintedFace(*voice, *plan.timeline, picture.number);
    if (face == nullptr || (plan.isWanted && !plan.isWanted(speaker, picture.number))) continue;
    requests.push_back({static_cast<std::size_t>(voice->cueOfFrame[picture.number]), &picture.frame, face});
    places.push_back(&picture.patches[speaker]);
  }
  if (requests.empty()) return;
  std::vector<face::Patch> patches = model->paint(requests);
  for (std::size_t i = 0; i < places.size(); ++i) *places[i] = std::move(patches.at(i));
}

void composite(Picture& picture, const OutputTimeline& timeline, std::span<const Speaker> speakers,
               const face::CompositeSettings& settings) {
  for (std::size_t i = 0; i < speakers.size(); ++i)
    if (const auto& patch = picture.patches[i]; patch && !patch->bgr.empty())
      face::composite(picture.frame, *patch, paintedFace(*speakers[i].plan, timeline, picture.number)->points,
                      settings, speakers[i].plan->strength[picture.number]);
  picture.patches.clear();
}

base::Outcome paint(media::VideoReader& reader, const PaintPlan& plan, const PaintSettings& settings,
                    const std::function<void(Picture&&)>& take, const std::stop_token& stop,
                    std::vector<base::StageTime>* times) {
  SourceFrameReader source(reader);
  base::Corridor<Group> corridor(settings.queueBytes, bytesOf);
  corridor
      .source("decode",
              [&, at = std::size_t{0}]() mutable -> std::optional<Group> {
                if (at == plan.numbers.size()) return std::nullopt;
                Group group(groupSize(plan, at, settings.chunkFrames));
                for (Picture& picture : group) {
                  const std::size_t number = plan.numbers[at++];
                  const OutputFrame& wanted = plan.timeline->frames[number];
                  picture.number = number;
                  picture.frame = source.at(wanted.source);
                  picture.frame.setPts(wanted.pts);
                  picture.patches.resize(plan.speakers.size());
                }
                return group;
              })
      .stage(
          "generate",
          [&](Group& group) {
            for (std::size_t speaker = 0; speaker < plan.speakers.size(); ++speaker)
              generate(group, plan, speaker);
          },
          settings.workers)
      .stage("composite",
             [&](Group& group) {
               if (plan.finish) std::ranges::for_each(group, plan.finish);
             })
      .sink("encode", [&](Group&& group) {
        for (Picture& picture : group) take(std::move(picture));
      });
  const base::Outcome outcome = corridor.run(stop);
  if (times != nullptr) times->insert(times->end(), corridor.times().begin(), corridor.times().end());
  return outcome;
}

}  // namespace dub
