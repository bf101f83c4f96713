#include "core/face/smoothing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/face/alignment.h"

namespace face {

using base::Point;

namespace {

constexpr std::size_t kLongestGap = 6;
constexpr std::ptrdiff_t kFirstOfLips = 48;
constexpr double kBoxSigma = 2.5;  // frames

std::vector<float> gaussian(double sigma) {
  const int reach = static_cast<int>(std::ceil(3 * sigma));
  std::vector<float> weights;
  double sum = 0;
  for (int k = -reach; k <= reach; ++k) sum += std::exp(-k * k / (2 * sigma * sigma));
  for (int k = -reach; k <= reach; ++k) {
    weights.push_back(static_cast<float>(std::exp(-k * k / (2 * sigma * sigma)) / sum));
  }
  return weights;
}

// Beyond its ends a run goes on as its own point reflection, which keeps a steady motion as it is.
Landmarks smoothedAt(const std::vector<Landmarks>& run, std::ptrdiff_t at, std::span<const float> weights) {
  const auto last = static_cast<std::ptrdiff_t>(run.size()) - 1;
  const auto reach = static_cast<std::ptrdiff_t>(weights.size() / 2);
  Landmarks out{};
  for (std::ptrdiff_t k = -reach; k <= reach; ++k) {
    const float w = weights[static_cast<std::size_t>(k + reach)];
    const std::ptrdiff_t wanted = at + k;
    const std::ptrdiff_t edge = wanted < 0 ? 0 : last;
    const bool isInside = wanted >= 0 && wanted <= last;
    const std::ptrdiff_t mirrored = isInside ? wanted : 2 * edge - wanted;
    const bool isUsable = mirrored >= 0 && mirrored <= last;
    const Landmarks& end = run[static_cast<std::size_t>(edge)];
    const Landmarks& seen = isUsable ? run[static_cast<std::size_t>(mirrored)] : end;
    for (std::size_t p = 0; p < out.size(); ++p) {
      const Point value = isInside ? seen[p] : end[p] * 2 - seen[p];
      out[p] = out[p] + value * w;
    }
  }
  return out;
}

void smoothRun(std::span<Face> faces, const Landmarker& landmarker, double lipSigma) {
  const std::vector<float> pointWeights = gaussian(kPointSigma), lipWeights = gaussian(lipSigma),
                           boxWeights = gaussian(kBoxSigma);
  std::vector<Landmarks> raw;
  raw.reserve(faces.size());
  for (const Face& face : faces) raw.push_back(face.points);
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    faces[i].points = smoothedAt(raw, at, pointWeights);
    const Landmarks lips = smoothedAt(raw, at, lipWeights);
    std::copy(lips.begin() + kFirstOfLips, lips.end(), faces[i].points.begin() + kFirstOfLips);
    faces[i].box = uprightBox(landmarker.boxOf(smoothedAt(raw, at, boxWeights)));
  }
}

}  // namespace

void fillGaps(std::vector<Face>& faces) {
  std::size_t seen = faces.size();  // the last seen frame so far
  for (std::size_t i = 0; i < faces.size(); ++i) {
    if (faces[i].seen == Seen::no) continue;
    const std::size_t gap = seen == faces.size() ? 0 : i - seen - 1;
    if (gap > 0 && gap <= kLongestGap) {
      for (std::size_t g = seen + 1; g < i; ++g) {
        const float t = static_cast<float>(g - seen) / static_cast<float>(i - seen);
        for (std::size_t p = 0; p < faces[g].points.size(); ++p) {
          faces[g].points[p] = faces[seen].points[p] * (1 - t) + faces[i].points[p] * t;
        }
        faces[g].misfit = std::max(faces[seen].misfit, faces[i].misfit);
        faces[g].seen = Seen::filled;
      }
    }
    seen = i;
  }
}

void smooth(std::vector<Face>& faces, const std::vector<bool>& isStart, const Landmarker& landmarker,
            double lipSigma) {
  std::size_t begin = 0;
  while (begin < faces.size()) {
    if (faces[begin].seen == Seen::no) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end < faces.size() && faces[end].seen != Seen::no && !isStart[end]) ++end;
    smoothRun(std::span(faces).subspan(begin, end - begin), landmarker, lipSigma);
    begin = end;
  }
}

}  // namespace face
