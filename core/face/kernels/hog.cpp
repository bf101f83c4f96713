// Compiled for several instruction sets, each into the namespace REDUB_ISA; see core/face/CMakeLists.txt.
#include <dlib/array2d.h>
#include <dlib/image_processing/frontal_face_detector.h>

#include <algorithm>

#include "core/face/kernels.h"

namespace face::REDUB_ISA {

HogDetector makeHogDetector() {
  // Unpacking its weights takes 0.3 s, a copy takes none.
  static const dlib::frontal_face_detector unpacked = dlib::get_frontal_face_detector();
  return [detector = unpacked](const base::Image& grey, double threshold) mutable {
    std::vector<Detection> found;
    if (grey.empty()) return found;
    dlib::array2d<unsigned char> picture(grey.height, grey.width);
    for (int y = 0; y < grey.height; ++y) std::copy_n(grey.row(y), grey.width, &picture[y][0]);
    std::vector<dlib::rect_detection> rects;
    detector(picture, rects, threshold);
    for (const dlib::rect_detection& r : rects) {
      found.push_back({static_cast<float>(r.rect.left()), static_cast<float>(r.rect.top()),
                       static_cast<float>(r.rect.width()), static_cast<float>(r.rect.height()),
                       static_cast<float>(r.detection_confidence)});
    }
    return found;
  };
}

}  // namespace face::REDUB_ISA
