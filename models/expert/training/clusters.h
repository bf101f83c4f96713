#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "models/dataset/set.h"
#include "models/networks/weights.h"

// What the self-supervised stage predicts: clusters of what is heard, later of what the network itself makes
// of it.
namespace expert {

// Mel cepstra with first and second differences (39 values every 10 ms), the mean of a picture's four: [T,
// 39].
at::Tensor cepstra(const dataset::ClipView& clip);

// k-means (k-means++ seeds, Lloyd's rounds) over rows [N, D] -> centres [k, D]. An empty cluster is moved to
// the row that is farthest from its centre. Draws from `seed` alone.
at::Tensor kMeans(const at::Tensor& rows, std::int64_t k, int rounds, std::uint64_t seed);
// Nearest centre of every row [N] int64.
at::Tensor nearest(const at::Tensor& rows, const at::Tensor& centres);

// Clusters of every picture of `clips`, by features(number of the clip) -> [T, D]; the centres are learnt
// from at most 200,000 rows, each column divided by its deviation.
std::vector<at::Tensor> clustersOf(const std::vector<std::size_t>& clips, std::int64_t k, std::uint64_t seed,
                                   const std::function<at::Tensor(std::size_t)>& features);

}  // namespace expert
