#pragma once
#include <random>

#include "models/networks/weights.h"

// TalkLip's contrastive loss: what is heard at a frame shall be near to what the lip-reading expert sees
// there.
namespace networks {

// `part` holds sync_net.Linearaudio. sound [N, D], the speech encoder's vectors of the picked frames -> unit
// vectors [N, D].
at::Tensor projectSound(const Part& part, const at::Tensor& sound);

// How many negatives a row of N gets, and which: int64 [N, min(100, N / 2)], drawn for each row without
// replacement from the other rows.
std::int64_t negativesOf(std::int64_t rows);
at::Tensor drawNegatives(std::int64_t rows, std::mt19937& random);

// projected: projectSound's unit vectors [N, D]; seen [N, D], the expert's vectors of the same frames;
// negatives [N, n] int64. Row i: cross-entropy of the similarities to seen_i (right) and to projected_j of
// its negatives (wrong; as in the original they are other sounds, not other pictures), divided by the
// temperature. The mean of all rows.
at::Tensor contrastiveLoss(const at::Tensor& projected, const at::Tensor& seen, const at::Tensor& negatives,
                           double temperature = 0.07);
// The same with the negatives taken from `pool` [M, D], unit vectors of which some may come from other
// processes.
at::Tensor contrastiveLoss(const at::Tensor& projected, const at::Tensor& seen, const at::Tensor& pool,
                           const at::Tensor& negatives, double temperature);

}  // namespace networks
