#pragma once
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "models/dataset/set.h"
#include "models/expert/sizes.h"
#include "models/networks/lip_reader.h"
#include "models/networks/weights.h"
#include "models/training/compute.h"
#include "models/training/run.h"

namespace expert {

// The self-supervised stage of AV-HuBERT (Shi, Hsu, Lakhotia, Mohamed 2022): spans of sound and picture are
// hidden, one of the two is left out now and then, and the clusters of the hidden pictures are to be told
// from what remains. A batch that does not fit into memory is computed in pieces (models/training/run.h): the
// gradients are those of the whole, but for BatchNorm, which then takes its mean and variance of a piece.
struct PretrainingPlan {
  Widths widths;
  networks::LipRegion lips;
  std::int64_t clusters = 100;
  std::int64_t batch = 8;     // clips
  std::int64_t steps = 2000;  // updates
  double rate = 1e-3, warmUp = 0.1, decay = 0.01;
  double dropout = 0.1;
  double dropModality = 0.5, dropSound = 0.5;  // chance that one is left out, and that it is the sound then
  double soundHidden = 0.8, pictureHidden = 0.3;  // shares
  std::int64_t window = 50;                       // pictures of a clip that are seen at most
  int soundSpan = 10, pictureSpan = 5;            // pictures
  double temperature = 0.1;                       // of the cosine to the clusters' embeddings
  std::uint64_t seed = 1;
  training::Compute compute;
};

class Pretraining {
 public:
  // clusters: of every picture of the clips of part `train`, then of part `valid`, in the set's order.
  Pretraining(const dataset::Set& set, const PretrainingPlan& plan, std::vector<at::Tensor> trainClusters,
              std::vector<at::Tensor> validClusters, const training::Communicator& processes);
  ~Pretraining();
  // `before`: the network of the round before; empty = drawn. Heads are drawn in every round.
  training::State begin(const networks::Weights& before) const;
  training::Task task() const;  // refers to this

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What the network makes of a clip (both inputs) after its middle layer: [T, D], for the next round's
// clusters.
at::Tensor networkFeatures(const networks::Weights& weights, const networks::LipRegion& lips,
                           const dataset::ClipView& clip);

// Which of `length` pictures are hidden: spans from random starts that cover about `share`. [length] bool
at::Tensor hiddenSpans(std::int64_t length, double share, int span, std::mt19937_64& random);

}  // namespace expert
