#include "models/metrics/sync.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace metrics {

Sync synchrony(std::span<const float> video, std::span<const float> sound, std::size_t size, int maxShift) {
  if (size == 0 || video.empty() || video.size() != sound.size() || video.size() % size != 0)
    throw base::Error(base::Fault::tooShortForSync);
  constexpr double kEpsilon = 1e-6;  // torch's pairwise_distance adds it to every difference
  const auto windows = static_cast<std::int64_t>(video.size() / size);
  Sync result;
  for (int shift = -maxShift; shift <= maxShift; ++shift) {
    double sum = 0;
    for (std::int64_t i = 0; i < windows; ++i) {
      const std::int64_t j = i + shift;
      double squares = 0;
      for (std::size_t k = 0; k < size; ++k) {
        const auto n = static_cast<std::size_t>(i) * size + k;
        const double other =
            j < 0 || j >= windows ? 0 : static_cast<double>(sound[static_cast<std::size_t>(j) * size + k]);
        const double d = static_cast<double>(video[n]) - other + kEpsilon;
        squares += d * d;
      }
      sum += std::sqrt(squares);
    }
    result.distances.push_back(sum / static_cast<double>(windows));
  }
  const auto least = std::ranges::min_element(result.distances);
  std::vector<double> sorted = result.distances;
  std::ranges::sort(sorted);
  result.lseD = *least;
  result.lseC = sorted[(sorted.size() - 1) / 2] - *least;
  result.offset = maxShift - static_cast<int>(least - result.distances.begin());
  return result;
}

}  // namespace metrics
