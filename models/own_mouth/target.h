#pragma once
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/dub/lip_model.h"
#include "models/own_mouth/own_sound.h"
#include "models/own_mouth/shape_model.h"

namespace own_mouth {

// What the mouth is to do at one cue.
struct Goal {
  Shape shape{};
  float opening = 0;  // of that shape, unit square
  float closure = 0;  // 0..1: how surely the lips must meet
  float level = 1;    // as in the cue
};

// What the mouth is to do where no own mouth can be shown (design Z): parts of the greatest movement.
struct Gesture {
  float opening = 0, width = 0, labiodental = 0;
};

struct Mapping {
  const ShapeModel* shapes = nullptr;
  Shape rest{};                           // the person's closed, relaxed mouth
  const FittedMapping* fitted = nullptr;  // nullptr: zero-shot only
  float strength = 1;
  float fittedShare = 0;  // of the fitted mapping where it is used
};

std::vector<Goal> goals(const speech_mouth::Heard& heard, std::span<const dub::Cue> cues,
                        const Mapping& mapping);
std::vector<Gesture> gestures(const speech_mouth::Heard& heard, std::span<const dub::Cue> cues,
                              float strength);

// The middle of the clip's most closed mouths, closed to `shapes.shut`.
Shape restShape(const ShapeModel& shapes, std::span<const Shape> seen);

// The goal of showing this very mouth: for tests and for measuring the picture without the sound.
Goal goalOf(const Shape& shape, float opening);

}  // namespace own_mouth
