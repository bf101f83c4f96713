#include "core/face/alignment.h"

#include <cmath>

#include "core/face/composite.h"
#include "core/face/fit.h"

namespace face {

const std::array<base::Point, kStableCount> kStableTemplate{{
    {0.5000F, 0.0900F}, {0.5000F, 0.1701F}, {0.5000F, 0.2494F}, {0.5000F, 0.3311F},  // bridge of the nose
    {0.4046F, 0.3863F}, {0.4504F, 0.4032F}, {0.5000F, 0.4176F}, {0.5496F, 0.4032F},
    {0.5954F, 0.3863F}, {0.2143F, 0.1000F}, {0.2651F, 0.0712F}, {0.3260F, 0.0716F},
    {0.3795F, 0.1120F}, {0.3223F, 0.1222F}, {0.2616F, 0.1214F},  // left eye as seen
    {0.6205F, 0.1120F}, {0.6740F, 0.0716F}, {0.7349F, 0.0712F}, {0.7857F, 0.1000F},
    {0.7384F, 0.1214F}, {0.6777F, 0.1222F},
}};

base::Similarity alignment(const Landmarks& points) {
  return fitSimilarity(stablePoints(points), kStableTemplate);
}

float cropEdge(const Landmarks& points) { return alignment(points).inverse().scale(); }

base::Rect uprightBox(const base::Similarity& unitToFrame) {
  const base::Point centre = unitToFrame({0.5F, 0.5F});
  const float side = unitToFrame.scale();
  return {static_cast<int>(std::lround(centre.x - side / 2)),
          static_cast<int>(std::lround(centre.y - side / 2)), static_cast<int>(std::lround(side)),
          static_cast<int>(std::lround(side))};
}

}  // namespace face
