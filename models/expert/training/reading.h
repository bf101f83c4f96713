#pragma once
#include <cstdint>
#include <memory>

#include "models/dataset/set.h"
#include "models/expert/expert.h"
#include "models/expert/sizes.h"
#include "models/training/compute.h"
#include "models/training/run.h"

namespace expert {

// The supervised stage: the decoder learns to write what is said, from picture, sound, or both. Batches are
// cut into pieces where memory is short, as in the self-supervised stage.
struct ReadingPlan {
  Widths widths;
  networks::LipRegion lips;
  bool disturbs = true;          // pictures are changed a little, silence at the ends is left out at random
  std::int64_t batch = 8;        // clips
  std::int64_t steps = 3000;     // updates
  std::int64_t frozenSteps = 0;  // the encoder is not learnt in the first ones
  double rate = 1e-3, warmUp = 0.1, decay = 0.01;
  double dropout = 0.1, smoothing = 0.1;
  double pictureShare = 0.5, soundShare = 0.25;  // of the batches; the rest has both
  double ctcShare =
      0.3;  // of a CTC loss on the encoder (Watanabe et al. 2017), which few texts need to begin with
  double spokenWeight =
      0.5;       // of a loss on the encoder at words whose times are known: each among all symbols
  int beam = 5;  // of the validation
  std::int64_t validClips = 60;  // at most so many are read in a validation
  std::uint64_t seed = 1;
  training::Compute compute;
};

class Reading {
 public:
  Reading(const dataset::Set& set, const ReadingPlan& plan, Dictionary dictionary,
          const training::Communicator& processes);
  ~Reading();
  // `before`: the self-supervised network, or an imported encoder (encoder.w2v_model.*); empty = drawn.
  training::State begin(const networks::Weights& before) const;
  training::Task task() const;  // refers to this

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Sum of word errors over sum of words, of what is read from clips of a set.
double wordErrorRate(const Expert& expert, const dataset::Set& set, const std::vector<std::size_t>& clips,
                     Sees sees, int beam);

}  // namespace expert
