#pragma once
#include <functional>
#include <map>
#include <string>

#include "core/base/compute.h"
#include "models/talklip/training/generator_loss.h"
#include "models/training/adam.h"
#include "models/training/communicator.h"
#include "models/training/state.h"

namespace talklip::training {

// How one update is made.
struct UpdatePlan {
  SoundEncoder encoder = SoundEncoder::global;
  LossShares shares;
  ::training::AdamSettings adam, judgeAdam;             // of the generator, of the judge
  networks::Teaching teaching;                          // of the generator
  std::function<bool(const std::string& name)> learns;  // which of the generator's weights
  base::Precision precision = base::Precision::fp32;    // or bf16
  std::int64_t pieces = 1;  // of the batch, computed one after the other; their gradients add up
  std::uint64_t seed = 1;   // of the contrastive loss's negatives
};

// One update of the generator by what judge and expert say, then of the judge. All networks and the batch lie
// on one device. -> losses by name, of the whole batch of all processes.
std::map<std::string, double> update(::training::TaughtNetwork& generator, ::training::TaughtNetwork& judge,
                                     const networks::Weights& expert, const Batch& batch, UpdatePlan plan,
                                     const ::training::Communicator& processes);

}  // namespace talklip::training
