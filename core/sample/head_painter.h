#pragma once
#include "core/sample/eye.h"
#include "core/sample/hair.h"
#include "core/sample/lips.h"
#include "core/sample/placement.h"
#include "core/sample/skin.h"

namespace sample {

// What does not change from picture to picture.
struct HeadTextures {
  SkinMap skin;
  HairMap front, back;
  HeadTextures(const Look& look, float pixelsPerUnit);
};

// Paints the head of one picture. Keeps references to all that it is given. Several threads may call paint().
class HeadPainter {
 public:
  HeadPainter(const HeadTextures& textures, const Look& look, const Placement& placement,
              const MouthShape& mouth);
  HeadPainter(const HeadPainter&) = delete;
  HeadPainter& operator=(const HeadPainter&) = delete;

  const Eyes& eyes() const { return eyes_; }
  // The head over `behind`, which is body to the share `bodyCover`. `turned`: see Placement.
  Color paint(base::Point turned, Color behind, float bodyCover) const;

 private:
  base::Point atRest(base::Point p) const;
  Color skin(base::Point p, base::Point rest, float hairShadow) const;

  const HeadTextures& textures_;
  const Placement& placement_;
  const MouthShape& mouth_;
  Light light_;
  Eyes eyes_;
  Lips lips_;
  float pixel_;
  bool hasBackHair_;
};

}  // namespace sample
