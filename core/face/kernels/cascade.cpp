// Compiled for several instruction sets, each into the namespace REDUB_ISA; see core/face/CMakeLists.txt.
#include "core/face/cascade.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/face/fit.h"
#include "core/face/kernels.h"

namespace face::REDUB_ISA {

using base::Point;
using base::Similarity;

namespace {

static_assert(sizeof(Landmarks) == kShapeValues * sizeof(float));

float nearest(const GreyView& picture, float x, float y) {
  const int ix = static_cast<int>(std::lround(x)), iy = static_cast<int>(std::lround(y));
  if (ix < 0 || iy < 0 || ix >= picture.width || iy >= picture.height) return 0;
  return static_cast<float>(picture.data[iy * picture.stride + ix]);
}

float sample(const GreyView& picture, float x, float y) {
  if (!(x >= 0 && y >= 0 && x < 32767 && y < 32767)) return 0;
  const int ix = static_cast<int>(x), iy = static_cast<int>(y);
  if (ix + 1 >= picture.width || iy + 1 >= picture.height) return nearest(picture, x, y);
  const std::uint8_t* p = picture.data + iy * picture.stride + ix;
  const std::uint8_t* q = p + picture.stride;
  const float wx = x - static_cast<float>(ix), wy = y - static_cast<float>(iy);
  const float top = static_cast<float>(p[0]) + wx * static_cast<float>(p[1] - p[0]);
  const float bottom = static_cast<float>(q[0]) + wx * static_cast<float>(q[1] - q[0]);
  return top + wy * (bottom - top);
}

void sampleFeatures(const Cascade& cascade, const Cascade::Stage& stage, const GreyView& picture,
                    const Similarity& start, const Landmarks& shape, std::vector<float>& features) {
  const Similarity turn = compose(start, fitSimilarity(cascade.mean, shape));
  Landmarks placed;
  std::transform(shape.begin(), shape.end(), placed.begin(), [&](Point p) { return start(p); });
  features.resize(stage.anchors.size());
  for (std::size_t f = 0; f < features.size(); ++f) {
    const Point anchor = placed[stage.anchors[f]], offset = stage.offsets[f];
    features[f] = sample(picture, anchor.x + turn.a * offset.x - turn.b * offset.y,
                         anchor.y + turn.b * offset.x + turn.a * offset.y);
  }
}

std::size_t leafOf(const Cascade::Split* splits, std::size_t count, const float* features) {
  std::size_t node = 0;
  while (node < count) {
    const Cascade::Split& split = splits[node];
    node = 2 * node + (features[split.first] - features[split.second] > split.threshold ? 1 : 2);
  }
  return node - count;
}

}  // namespace

void runCascade(const Cascade& cascade, const GreyView& picture, std::span<const Similarity> starts,
                std::span<Landmarks> results) {
  const std::size_t splitCount = cascade.splitsPerTree;
  std::fill(results.begin(), results.end(), cascade.mean);
  std::vector<std::vector<float>> features(starts.size());
  std::vector<std::array<std::int32_t, kShapeValues>> sums(starts.size());
  for (const Cascade::Stage& stage : cascade.stages) {
    for (std::size_t s = 0; s < starts.size(); ++s) {
      sampleFeatures(cascade, stage, picture, starts[s], results[s], features[s]);
      sums[s].fill(0);
    }
    const std::size_t trees = stage.splits.size() / splitCount;
    for (std::size_t tree = 0; tree < trees; ++tree) {
      const Cascade::Split* splits = stage.splits.data() + tree * splitCount;
      const std::int16_t* leaves = stage.leaves.data() + tree * (splitCount + 1) * kShapeValues;
      for (std::size_t s = 0; s < starts.size(); ++s) {  // often the same leaf, which is then in the cache
        const std::int16_t* leaf = leaves + leafOf(splits, splitCount, features[s].data()) * kShapeValues;
        std::int32_t* sum = sums[s].data();
        for (std::size_t v = 0; v < kShapeValues; ++v) sum[v] += leaf[v];
      }
    }
    for (std::size_t s = 0; s < starts.size(); ++s) {
      float* out = &results[s][0].x;
      for (std::size_t v = 0; v < kShapeValues; ++v) out[v] += stage.step * static_cast<float>(sums[s][v]);
    }
  }
  for (std::size_t s = 0; s < starts.size(); ++s) {
    for (Point& p : results[s]) p = starts[s](p);
  }
}

}  // namespace face::REDUB_ISA
