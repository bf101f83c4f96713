#include "models/expert/training/clusters.h"

#include <ATen/ATen.h>

#include <random>

#include "core/speech/mfcc.h"

namespace expert {
namespace {

constexpr std::int64_t kMostRows = 200000, kPiece = 20000;
constexpr int kRounds = 25;

// Rows less the row before; the first is zero.
at::Tensor differences(const at::Tensor& x) {
  return at::cat({at::zeros_like(x.slice(0, 0, 1)), x.slice(0, 1) - x.slice(0, 0, -1)});
}

at::Tensor squaredDistances(const at::Tensor& rows, const at::Tensor& centres) {
  return rows.square().sum(1, true) + centres.square().sum(1).unsqueeze(0) - 2 * rows.matmul(centres.t());
}

}  // namespace

at::Tensor cepstra(const dataset::ClipView& clip) {
  std::vector<float> values = speech::mfcc(clip.sound);
  const auto rows = static_cast<std::int64_t>(values.size()) / speech::kCepstra;
  const at::Tensor x = at::from_blob(values.data(), {rows, speech::kCepstra}, at::kFloat).clone();
  const at::Tensor d = differences(x), all = at::cat({x, d, differences(d)}, 1);
  const std::int64_t wanted = 4 * clip.info->frames;
  const at::Tensor even = rows >= wanted ? all.slice(0, 0, wanted)
                                         : at::cat({all, all.slice(0, rows - 1).expand({wanted - rows, -1})});
  return even.view({clip.info->frames, 4, -1}).mean(1);
}

at::Tensor nearest(const at::Tensor& rows, const at::Tensor& centres) {
  std::vector<at::Tensor> pieces;
  for (const at::Tensor& piece : rows.split(kPiece))
    pieces.push_back(squaredDistances(piece, centres).argmin(1));
  return at::cat(pieces);
}

at::Tensor kMeans(const at::Tensor& rows, std::int64_t k, int rounds, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::int64_t count = rows.size(0);
  k = std::min(k, count);
  std::vector<at::Tensor> first{rows[std::uniform_int_distribution<std::int64_t>(0, count - 1)(random)]};
  at::Tensor distance = (rows - first[0]).square().sum(1);
  while (static_cast<std::int64_t>(first.size()) < k) {
    const at::Tensor upTo = distance.to(at::kDouble).cumsum(0);
    const double drawn = std::uniform_real_distribution<double>(0, upTo[-1].item<double>())(random);
    const std::int64_t row = std::min(count - 1, upTo.lt(drawn).sum().item<std::int64_t>());
    first.push_back(rows[row]);
    distance = at::minimum(distance, (rows - first.back()).square().sum(1));
  }
  at::Tensor centres = at::stack(first);
  for (int round = 0; round < rounds; ++round) {
    const at::Tensor of = nearest(rows, centres);
    const at::Tensor counts =
        at::zeros({k}, rows.options()).index_add(0, of, at::ones({count}, rows.options()));
    at::Tensor moved = at::zeros_like(centres).index_add(0, of, rows) / counts.clamp_min(1).unsqueeze(1);
    const at::Tensor empty = counts.eq(0).nonzero().flatten();
    if (empty.numel() > 0) {
      const at::Tensor missed = (rows - centres.index_select(0, of)).square().sum(1);
      moved.index_copy_(0, empty, rows.index_select(0, std::get<1>(missed.topk(empty.numel()))));
    }
    centres = moved;
  }
  return centres;
}

std::vector<at::Tensor> clustersOf(const std::vector<std::size_t>& clips, std::int64_t k, std::uint64_t seed,
                                   const std::function<at::Tensor(std::size_t)>& features) {
  std::vector<at::Tensor> all;
  for (const std::size_t clip : clips) all.push_back(features(clip));
  at::Tensor rows = at::cat(all);
  const at::Tensor deviation = rows.std(0, false, false).clamp_min(1e-6);
  rows = rows / deviation;
  const std::int64_t every = (rows.size(0) + kMostRows - 1) / kMostRows;
  const at::Tensor centres = kMeans(rows.slice(0, 0, rows.size(0), every).contiguous(), k, kRounds, seed);
  std::vector<at::Tensor> clusters;
  for (const at::Tensor& clip : all) clusters.push_back(nearest(clip / deviation, centres));
  return clusters;
}

}  // namespace expert
