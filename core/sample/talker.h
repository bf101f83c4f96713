#pragma once
#include <memory>

#include "core/sample/sample.h"

namespace sample {

// A rendered talking head of one look and picture size. Painting the still parts takes a moment, each picture
// then little. render() is const and gives the same bytes for the same arguments.
class Talker {
 public:
  // Throws Error(usage) for a picture smaller than 1x1 or larger than 16384 on a side.
  Talker(int width, int height, unsigned seed);
  ~Talker();
  Talker(Talker&&) noexcept;
  Talker& operator=(Talker&&) noexcept;

  Rendered render(double seconds, const speech::Articulation& mouth) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sample
