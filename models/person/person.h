#pragma once
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dub/lip_model.h"
#include "models/person/bank.h"
#include "models/person/head_pose.h"
#include "models/person/shape_model.h"

namespace person {

// A mouth of the clip whose landmarks are steady and not guessed.
struct SeenMouth {
  face::FrameNo frame = 0;
  float opening = 0;  // unit square
  Shape shape{};
};

// All that is learned of one person from the pictures of one clip. Does not change after that: any number of
// threads may read it.
struct Person {
  double rate = 25;  // pictures a second of the clip
  HeadPoseTrack headPoses;
  ShapeModel shapes;
  Shape rest{};  // the closed, relaxed mouth
  std::vector<SeenMouth> mouths;
  std::vector<BankFrame> bank;
  bool showsOwnMouth = false;  // the bank is good enough to paint from: retrieval; else the mouth of a still
  std::vector<std::string> notes;  // for the report
};

// Frames that are kept out of the bank, for measuring on them: [from, to).
struct LeftOut {
  face::FrameNo from = 0, to = 0;
};

// Mouths that open less than this (unit square) between their closed and open percentiles are not shown.
inline constexpr float kLeastReach = 0.015f;
inline constexpr std::size_t kLeastBank = 20;  // pictures

// Reads the bank's pictures from the clip. Throws Error(noFace). Returns what there is when stopped.
Person learnPerson(const dub::Footage& footage, const LeftOut& leftOut,
                   const std::function<void(double)>& progress, std::stop_token stop);

}  // namespace person
