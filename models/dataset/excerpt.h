#pragma once
#include "models/dataset/clip.h"

namespace dataset {

// Pictures first .. last-1 of a clip, without a copy of them; words that lie in them, with their times.
class Excerpt {
 public:
  Excerpt(const ClipView& clip, std::int64_t first, std::int64_t last);
  Excerpt(const Excerpt&) = delete;
  Excerpt& operator=(const Excerpt&) = delete;
  const ClipView& view() const { return view_; }  // lives as long as this and the clip

 private:
  ClipInfo info_;
  ClipView view_;
};

// The pictures from shortly before the first word to shortly after the last; all where no times are known.
struct Range {
  std::int64_t first = 0, last = 0;
};
Range spoken(const ClipInfo& clip);

}  // namespace dataset
