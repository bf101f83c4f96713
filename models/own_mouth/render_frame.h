#pragma once
#include <cstdint>
#include <span>

#include "core/face/composite.h"
#include "core/media/picture/frame.h"
#include "models/own_mouth/mouth_target.h"
#include "models/person/person.h"

namespace own_mouth {

// Retrieval: paints cue `cue` of a path that choosePictures gave.
face::Patch renderFrame(const person::Person& person, std::span<const MouthTarget> targets,
                        std::span<const std::int32_t> path, std::size_t cue, face::FrameNo frameNo,
                        const media::Frame& frame, const face::Face& face, const face::MaskSettings& mask);

// Still: paints a gesture on the frame itself.
face::Patch renderFrame(const person::Person& person, const Gesture& gesture, face::FrameNo frameNo,
                        const media::Frame& frame, const face::Face& face, const face::MaskSettings& mask);

}  // namespace own_mouth
