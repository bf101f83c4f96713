#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dub/output_timeline.h"
#include "core/dub/voice_plan.h"
#include "core/live/patch_cache.h"
#include "core/media/info.h"
#include "core/project/project.h"

namespace dub {

// What is known about a picture of the clip.
enum class FrameState : std::uint8_t {
  untouched,  // no line moves a mouth here, or there is no face
  todo,       // a line does, and nothing was made yet
  stale,      // something was made for other words, settings or faces
  done,
};

inline constexpr double kReachSec = 1.0;

// A video file as its packets tell it.
struct Pictures {
  std::string identity;
  media::Probe probe;
  media::FrameIndex index;
};

// What a voice says, and all that its lip model must know before it can paint.
struct Said {
  speech::Speech speech;
  VoicePlan plan;           // its track lies in the analysis of the DubPlan
  std::string toStudy;      // SHA-256 of the clip, the face, the model's name and settings
  std::string fingerprint;  // SHA-256 of the speech and the cues
};

// Which patches a project's pictures need, voice by voice. A value that is made anew after each edit: cheap
// (the speech is mixed and hashed, nothing is painted). Made on a worker thread.
struct DubPlan {
  Project project;
  std::shared_ptr<const face::Analysis> analysis;
  struct Line {  // one voice
    int voice = 0;
    int track = 0;                  // id of the face
    std::vector<std::string> keys;  // one a picture of the clip; empty = untouched
    std::shared_ptr<const Said> said;
  };
  std::vector<Line> lines;
  media::FrameNo frames = 0;
  std::vector<std::string> notes;  // e.g. "voice 2: there is no face 3"
  std::shared_ptr<const Pictures> pictures;
  std::shared_ptr<const OutputTimeline> timeline;  // of `frames` pictures
};
// With `previous` the clip is not scanned again while it is the same file. nullopt when stopped. Throws Error
// when the video cannot be read; a project without one has an empty plan.
std::optional<DubPlan> planDub(const Project& project, std::shared_ptr<const face::Analysis> analysis,
                               std::stop_token stop, const DubPlan* previous = nullptr);

// States of all pictures, by what the cache holds. `previous`: what was done before, to tell stale from todo.
std::vector<FrameState> states(const DubPlan& plan, const PatchCache& cache,
                               const std::vector<FrameState>& previous);

}  // namespace dub
