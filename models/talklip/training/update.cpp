#include "models/talklip/training/update.h"

#include <ATen/ATen.h>

#include "models/networks/contrastive.h"
#include "models/training/batches.h"
#include "models/training/compute.h"
#include "models/training/initial_weights.h"
#include "models/training/parallel.h"

namespace talklip::training {
namespace {

using Losses = std::map<std::string, double>;

void add(Losses& losses, const char* name, const at::Tensor& term) {
  if (term.defined()) losses[name] += term.item<double>();
}

std::vector<Batch> piecesOf(const Batch& batch, std::int64_t count) {
  const std::vector<::training::Share> shares = ::training::piecesOf(batch.clips.size(), count);
  if (shares.size() == 1) return {batch};
  std::vector<Batch> pieces;
  for (const ::training::Share& share : shares)
    pieces.push_back(
        part(batch, static_cast<std::int64_t>(share.first), static_cast<std::int64_t>(share.last)));
  return pieces;
}

// How many pictures all processes have, and where this one's begin.
Whole wholeOf(const Batch& batch, const ::training::Communicator& processes) {
  at::Tensor counts = at::zeros({processes.size()}, at::kLong);
  counts[processes.rank()] = batch.faces.size(0);
  processes.sum(counts);
  Whole whole{.pictures = counts.sum().item<std::int64_t>(),
              .first = counts.slice(0, 0, processes.rank()).sum().item<std::int64_t>(),
              .negatives = {},
              .allRows = {}};
  if (processes.size() > 1) whole.allRows = [&processes](const at::Tensor& x) { return processes.rows(x); };
  return whole;
}

// A piece of a batch that was too large finds its negatives in itself.
Whole ofPiece(Whole whole, const Batch& piece, bool isWhole, std::uint64_t seed) {
  if (!isWhole) whole.first = 0;
  std::mt19937 random(static_cast<std::uint32_t>(::training::mixed(seed, 7)));
  whole.negatives = networks::drawNegatives(isWhole ? whole.pictures : piece.faces.size(0), random);
  return whole;
}

}  // namespace

Losses update(::training::TaughtNetwork& generator, ::training::TaughtNetwork& judge,
              const networks::Weights& expert, const Batch& batch, UpdatePlan plan,
              const ::training::Communicator& processes) {
  if (processes.size() > 1)
    plan.teaching.sumOverProcesses = [&](const at::Tensor& x) { return processes.differentiableSum(x); };
  const ::training::Compute compute{batch.faces.device(), plan.precision};
  const Whole whole = wholeOf(batch, processes);
  const std::vector<Batch> pieces = piecesOf(batch, plan.pieces);
  const networks::Part taught(generator.weights, {}, &plan.teaching), verdicts(judge.weights), reader(expert);
  Losses losses;

  ::training::learnOnly(generator.weights, plan.learns);
  ::training::learnOnly(judge.weights, [](const std::string&) { return false; });
  std::vector<at::Tensor> painted;
  for (const Batch& piece : pieces) {
    const auto loss = [&] {
      const ::training::Autocast autocast(compute);
      return generatorLoss(
          taught, verdicts, reader, piece,
          plan.shares.contrastive > 0 ? ofPiece(whole, piece, pieces.size() == 1, plan.seed) : whole,
          plan.encoder, plan.shares);
    }();
    loss.total.backward();
    painted.push_back(loss.painted.detach());
    add(losses, "L1", loss.reconstruction), add(losses, "perceptual", loss.perceptual);
    add(losses, "reading", loss.reading), add(losses, "contrastive", loss.contrastive);
  }
  ::training::sumGradients(generator.weights, processes);
  ::training::adamStep(generator.weights, generator.adam, plan.adam);

  ::training::learnOnly(judge.weights, [](const std::string&) { return true; });
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto loss = [&] {
      const ::training::Autocast autocast(compute);
      return judgeLoss(verdicts, pieces[i].real, painted[i], whole.pictures);
    }();
    (loss.real + loss.painted).backward();
    add(losses, "judge real", loss.real), add(losses, "judge painted", loss.painted);
  }
  ::training::sumGradients(judge.weights, processes);
  ::training::adamStep(judge.weights, judge.adam, plan.judgeAdam);
  for (auto& [name, value] : losses) value = ::training::sumOf(value, processes);
  return losses;
}

}  // namespace talklip::training
