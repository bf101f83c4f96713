#pragma once
#include <cstdint>
#include <memory>

#include "models/dataset/set.h"
#include "models/expert/expert.h"
#include "models/talklip/training/generator_loss.h"
#include "models/talklip/training/widths.h"
#include "models/training/compute.h"
#include "models/training/run.h"

namespace talklip::training {

struct TalkLipPlan {
  Widths widths;
  SoundEncoder encoder = SoundEncoder::global;
  std::int64_t batch = 8;                          // clips
  double rate = 1e-4, beta1 = 0.5, beta2 = 0.999;  // Adam's
  double judgeRate = 0;                            // the judge's; 0 = rate
  LossShares shares;                               // reading and contrastive: from stage 2 on
  double dropout = 0.1, layerDrop = 0.05;          // of the sound encoder's layers that are learnt
  std::int64_t patience = 6;                       // validations without improvement that end a stage
  std::int64_t judgeAt = 0;  // step at which the judge's verdict begins to teach the generator
  // Steps at which the stages 1, 2 and the end begin, whatever the validation says; 0 = by patience.
  std::int64_t stage1At = 0, stage2At = 0, endAt = 0;
  std::int64_t validClips = 24;  // at most so many are looked at in a validation
  std::int64_t readClips = 12;   // of them painted whole and read by the expert
  std::uint64_t seed = 1;
  ::training::Compute compute;
};

// Teaches TalkLip: stage 0 the image network; stage 1 also the last quarter of the sound encoder's layers;
// stage 2 with the lip-reading and the contrastive loss; each until the validation's L1 has not improved for
// a while. Without an expert (no weights) there is no stage 2, and the sound encoder is that of `before`.
class TalkLipTraining {
 public:
  TalkLipTraining(const dataset::Set& set, const TalkLipPlan& plan, expert::Expert expert,
                  const ::training::Communicator& processes);
  ~TalkLipTraining();
  // The sound encoder is the expert's; the rest is drawn, or taken from `before` (another TalkLip model).
  ::training::State begin(const networks::Weights& before = {}) const;
  ::training::Task task() const;  // refers to this
  std::size_t tooShort() const;   // clips of part `train` that were left out

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talklip::training
