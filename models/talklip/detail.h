#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "models/person/person.h"

namespace talklip {

// What the person's own pictures can lend: the retrieval bank, and what each of its mouths looks like in
// small.
struct Gallery {
  person::HeadPoseTrack headPoses;
  std::vector<person::BankFrame> pictures;  // empty: detail comes from the frame itself alone
  std::vector<cv::Mat> mouths;              // one a picture, see mouthPrint
};

// `footage` needs a seen face.
Gallery openGallery(const dub::Footage& footage, const std::function<void(double)>& progress,
                    std::stop_token stop);

// What to put detail on: a generated face in the pixels of its box.
struct GeneratedFace {
  base::Rect box;           // of the frame
  base::Similarity toUnit;  // frame pixels -> unit square of the person's aligned face
  person::Turn turn{};      // how the head is turned
  cv::Mat picture;          // [box] BGR float 0-255, enlarged from edge x edge
  cv::Mat own;              // [box] BGR float 0-255, what the frame shows
  int edge = 96;            // of the network's pictures, pixels
};

// The lips' surroundings, small, grey, without mean and contrast: what is compared to find the picture whose
// mouth is nearest.
cv::Mat mouthPrint(const cv::Mat& bgr, const base::Similarity& unitToPicture);

// The generated face with the fine detail (everything finer than the network's grid can hold: the upper
// bands of a Laplacian pyramid) of the person's own pictures: skin and beard of the frame itself, lips and
// teeth of the gallery's nearest mouth, moved to where the generated mouth is. Detail fades out where the
// picture that it is from differs from what the network painted. Small boxes are returned as they are.
cv::Mat withDetail(const GeneratedFace& generated, const Gallery& gallery);

}  // namespace talklip
