#pragma once
#include <memory>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/media/picture/frame.h"

namespace face {

// A picture as the analysis looks at it: grey and of square pixels, with the colours of those parts that are
// asked for. Copies share what they hold; any thread may read.
class Picture {
 public:
  // Throws Error(internal) unless `grey` has one channel. Its colours are grey.
  Picture(base::Image grey);  // NOLINT(google-explicit-constructor): grey is a picture
  Picture(media::Frame frame, const media::Rational& sampleAspect);

  const base::Image& grey() const { return *grey_; }
  // Weighs half as much or less.
  Picture withoutColours() const {
    Picture picture = *this;
    picture.frame_ = {};
    return picture;
  }
  std::size_t bytes() const { return grey_->bytes() + (frame_.empty() ? 0 : frame_.bytes()); }

  struct Part {
    base::Image bgr;
    int x = 0, y = 0;  // of its first pixel
  };
  // At least the part of `wanted` that lies inside the picture; empty where nothing does.
  Part colours(const base::Rect& wanted) const;

 private:
  std::shared_ptr<const base::Image> grey_;
  media::Frame frame_;
};

}  // namespace face
