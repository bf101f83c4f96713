#pragma once
#include "core/base/image.h"

namespace face_test {

// `contrast` 0..1 fades it out.
inline base::Image greyOf(const base::Image& bgr, float contrast = 1) {
  base::Image grey(bgr.width, bgr.height, 1);
  for (std::size_t i = 0; i < grey.data.size(); ++i) {
    const float v = static_cast<float>(bgr.data[3 * i] + bgr.data[3 * i + 1] + bgr.data[3 * i + 2]) / 3;
    grey.data[i] = static_cast<std::uint8_t>(128 + contrast * (v - 128));
  }
  return grey;
}

}  // namespace face_test
