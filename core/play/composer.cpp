#include "core/play/composer.h"

#include <exception>

#include "core/base/error.h"
#include "core/media/picture/convert.h"

namespace play {

base::Image Composer::scaled(const media::Frame& picture) const {
  const base::Rect whole{0, 0, picture.width(), picture.height()};
  const base::Rect region = view_.region.empty() ? whole : view_.region;
  const int width = view_.width > 0 ? view_.width : region.width;
  const int height = view_.height > 0 ? view_.height : region.height;
  return media::toBgra(picture, region, width, height);
}

std::optional<media::Frame> Composer::dubbed(FrameNo number, const media::Frame& picture) {
  if (!dub_ || !view_.wantsDubbed) return std::nullopt;
  try {
    return dub_(number, picture);
  } catch (...) {
    dub_ = nullptr;
    failed_(base::caughtProblem());
    return std::nullopt;
  }
}

Shown Composer::operator()(FrameNo number, const media::Frame& picture, bool isExact) {
  Shown shown{.frame = number, .isExact = isExact};
  if (view_.wantsOriginal) shown.original = scaled(picture);
  if (const auto painted = dubbed(number, picture)) shown.dubbed = scaled(*painted);
  return shown;
}

}  // namespace play
