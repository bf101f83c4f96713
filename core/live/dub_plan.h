#pragma once
#include "core/live/dubbing.h"
#include "core/dub/timeline.h"
#include "core/dub/voice_plan.h"

namespace dub {

// Path, size and time of writing: another file, or a changed one, has another.
std::string identityOf(const std::filesystem::path& file);

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

}  // namespace dub
