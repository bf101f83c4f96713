#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/face/face.h"
#include "models/dataset/clip.h"
#include "models/judging/score.h"

namespace judging {

inline constexpr int kCrop = 96;  // pixels: pictures are compared as the paper does, in TalkLip's box

// What is compared of a clip's pictures.
struct Faces {
  std::vector<std::optional<face::Landmarks>> points;  // found afresh, in the picture's pixels
  std::vector<base::Rect> boxes;
  std::vector<base::Image> crops;  // of the boxes, kCrop x kCrop, BGR
};
std::vector<base::Image> cropsOf(const dataset::ClipView& clip);
// nullopt when stopped. Throws Error: landmarksMissing, landmarksDamaged.
std::optional<Faces> facesOf(const dataset::ClipView& clip, const std::stop_token& stop);

// How near the made pictures are to the recorded ones, picture by picture: psnr, psnr-wrapped, ssim,
// sharpness (variance of the Laplacian around the mouth, as a part of the recorded one's), mouth (mean
// distance of the 20 points of the lips, in hundredths of the distance of the eyes), mouth-pixels (the same
// in pixels of the crop), face (part of the pictures in which a face is found).
Scores pictureScores(const Faces& recorded, const Faces& made);

}  // namespace judging
