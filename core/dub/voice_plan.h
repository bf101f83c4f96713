#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/dub/lip_model.h"
#include "core/dub/output_timeline.h"
#include "core/dub/settings.h"
#include "core/face/face.h"

namespace dub {

// What one face says, picture by picture.
struct VoicePlan {
  const face::Track* track = nullptr;
  std::vector<Cue> cues;                 // of the pictures that are altered, in output order
  std::vector<std::int32_t> cueOfFrame;  // index into cues, -1 = this face passes through
  std::vector<float> strength;  // of every output frame, 0..1: fades where dubbing begins and ends, and where
                                // policy `keep` lets the original mouth through
};

// The face that an output frame paints, nullptr when it passes through.
const face::Face* paintedFace(const VoicePlan& plan, const OutputTimeline& timeline, std::size_t number);

// The track that a choice means; nullptr where there is none.
const face::Track* findTrack(const face::Analysis& analysis, const FaceChoice& choice,
                             const media::VideoInfo& info, const media::FrameIndex& index);
// The same for whoever cannot do without. Throws Error(noFace) with what there is instead.
const face::Track& chooseTrack(const face::Analysis& analysis, const FaceChoice& choice,
                               const media::VideoInfo& info, const media::FrameIndex& index);

// 0..1 at a time of the speech, linear between its 40 ms steps; 0 before it and after it.
float activityAt(const speech::Speech& speech, double seconds);

VoicePlan planVoice(const face::Track& track, std::span<const media::FrameNo> cuts,
                    const OutputTimeline& timeline, const speech::Speech& speech, Silence silence);

}  // namespace dub
