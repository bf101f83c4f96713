#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/problem.h"
#include "core/dub/output_timeline.h"
#include "core/dub/voice_plan.h"
#include "core/live/patch_cache.h"
#include "core/live/picture_keys.h"
#include "core/live/voice_sound.h"
#include "core/media/decode/clip_index.h"
#include "core/project/project.h"

namespace dub {

// What is known about a picture of the clip.
enum class FrameState : std::uint8_t {
  untouched,  // no line moves a mouth here, or there is no face
  todo,       // a line does, and nothing was made yet
  stale,      // something was made for other words, settings or faces
  done,
};

// What a voice says, and all that its lip model must know before it can paint.
struct VoiceInput {
  std::shared_ptr<const VoiceSound> sound;
  VoicePlan plan;  // its track lies in the analysis of the DubPlan
  Silence silence = Silence::close;
  std::string faceKey, speechKey;  // see picture_keys.h: of what is learned before the first picture
  std::vector<std::string> keys;   // one a picture of the clip; empty = untouched
};

// Which patches a project's pictures need, voice by voice. A value that is made anew after each edit, from
// the parts of the one before whose inputs are the same: an edit of a line costs the mixing and hashing of
// its voice, one that no mouth depends on costs nothing. Made on a worker thread.
struct DubPlan {
  Project project;
  std::shared_ptr<const face::Analysis> analysis;
  std::string weights;
  struct Line {  // one voice
    int voice = 0;
    int track = 0;  // id of the face
    std::shared_ptr<const VoiceInput> input;
  };
  std::vector<Line> lines;
  media::FrameNo frames = 0;
  struct Note {  // what is wrong with a voice, e.g. that there is no such face
    int voice = 0;
    base::Problem problem;
    bool operator==(const Note&) const = default;
  };
  std::vector<Note> notes;
  std::shared_ptr<const media::ClipIndex> pictures;
  std::shared_ptr<const OutputTimeline> timeline;  // of `frames` pictures
};
// `pictures` are those of the project's video; null where it has none: the plan is empty. `weights` names
// those of the project's model (SHA-256). nullopt when stopped. Throws Error(noVideo) where the file is one
// of sound.
std::optional<DubPlan> planDub(const Project& project, std::shared_ptr<const media::ClipIndex> pictures,
                               std::shared_ptr<const face::Analysis> analysis, std::stop_token stop,
                               const DubPlan* previous = nullptr, const std::string& weights = {});

// States of all pictures, by what the cache holds. `previous`: what was done before, to tell stale from todo.
std::vector<FrameState> states(const DubPlan& plan, const PatchCache& cache,
                               const std::vector<FrameState>& previous);

}  // namespace dub
