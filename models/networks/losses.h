#pragma once
#include <ATen/core/Tensor.h>

// What TalkLip is trained with, each as a scalar that gradients pass through.
namespace networks {

// Mean absolute difference of two batches of pictures.
at::Tensor reconstructionLoss(const at::Tensor& painted, const at::Tensor& real);

// Binary cross-entropy, a mean. verdicts: probabilities 0..1. Logarithms are limited to -100, as torch does:
// a judge that is sure and wrong costs 100, not infinity.
at::Tensor perceptualLoss(
    const at::Tensor& verdictsOnPainted);  // the generator's: painted should pass as real
at::Tensor judgeRealLoss(const at::Tensor& verdictsOnReal);
at::Tensor judgePaintedLoss(const at::Tensor& verdictsOnPainted);

struct ReadingLoss {
  at::Tensor smoothed;  // label-smoothed cross-entropy
  at::Tensor nll;       // negative log-likelihood of the targets
};
// fairseq's label-smoothed cross-entropy, SUMMED over all tokens but padding: about 100 for a batch is
// normal. logProbs [..., K], targets [...] int64. Of the smoothing, every other symbol gets smoothing / (K -
// 1).
ReadingLoss readingLoss(const at::Tensor& logProbs, const at::Tensor& targets, double smoothing = 0.1,
                        std::int64_t padding = 1);

}  // namespace networks
