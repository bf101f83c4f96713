// The lip-reading expert.
#include <memory>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "app/train/named_file.h"
#include "core/base/file.h"
#include "models/dataset/set.h"
#include "models/expert/training/clusters.h"
#include "models/expert/training/pretraining.h"
#include "models/expert/training/reading.h"
#include "models/networks/devices.h"
#include "models/training/model_file.h"
#include "models/training/run_folder.h"
#include "models/training/threads.h"

namespace train {

struct ExpertCommand {
  RunOptions options;
  std::string size = "small", units = "words", from, looksAt;
  int rounds = 2;
  std::int64_t pieces = 1000, clusters = 100, pretrainingSteps = 1500;
  expert::ReadingPlan reading;
};

static std::vector<std::string> textsOf(const dataset::Set& set) {
  std::vector<std::string> texts;
  for (const std::size_t clip : set.clipsOf(dataset::Part::train))
    if (!set.clips()[clip].text.empty()) texts.push_back(set.clips()[clip].text);
  return texts;
}

// An expert, or AV-HuBERT's encoder alone, whose names have no prefix in its file.
static networks::Weights encoderOf(const std::filesystem::path& file) {
  networks::Weights weights = training::readModel(file).weights;
  if (weights.contains("encoder.w2v_model.post_extract_proj.weight")) return weights;
  networks::Weights prefixed;
  for (const auto& [name, tensor] : weights) prefixed["encoder.w2v_model." + name] = tensor;
  return prefixed;
}

// The newest network of a run that has ended.
static networks::Weights networkOf(const std::filesystem::path& run) {
  return training::readState(*training::newestState(run)).networks.at("expert").weights;
}

// Rounds of masked prediction, each in a run of its own below the folder.
static std::optional<networks::Weights> pretrain(ExpertCommand& command, const dataset::Set& set,
                                                 const training::Communicator& processes,
                                                 const std::stop_token& stop) {
  networks::Weights network;
  for (int round = 1; round <= command.rounds; ++round) {
    const auto features = [&](std::size_t clip) {
      return network.empty() ? expert::cepstra(set.clip(clip))
                             : expert::networkFeatures(network, command.reading.lips, set.clip(clip));
    };
    expert::PretrainingPlan plan;
    plan.widths = expert::widths(command.size, 4);
    plan.lips = command.reading.lips;
    plan.clusters = command.clusters * round;
    plan.steps = command.pretrainingSteps;
    plan.batch = command.reading.batch;
    plan.compute = command.reading.compute;
    plan.seed = command.reading.seed + static_cast<std::uint64_t>(round);
    std::vector<std::size_t> clips = set.clipsOf(dataset::Part::train);
    const std::size_t taught = clips.size();
    const std::vector<std::size_t> valid = set.clipsOf(dataset::Part::valid);
    clips.insert(clips.end(), valid.begin(), valid.end());
    std::vector<at::Tensor> clusters = expert::clustersOf(clips, plan.clusters, plan.seed, features);
    std::vector<at::Tensor> ofValid(clusters.begin() + static_cast<std::ptrdiff_t>(taught), clusters.end());
    clusters.resize(taught);
    const expert::Pretraining pretraining(set, plan, std::move(clusters), std::move(ofValid), processes);
    RunOptions options = command.options;
    options.run.folder /= "round-" + std::to_string(round);
    options.run.title = "Expert, " + command.size + ", self-supervised round " + std::to_string(round);
    options.run.configuration = {{"set", std::filesystem::absolute(options.set).string()},
                                 {"size", command.size},
                                 {"looks at", command.looksAt},
                                 {"clusters", std::to_string(plan.clusters)},
                                 {"steps", std::to_string(plan.steps)},
                                 {"batch", std::to_string(plan.batch)},
                                 {"seed", std::to_string(plan.seed)}};
    options.run.steps = plan.steps;
    options.run.clips = static_cast<int>(plan.batch);
    if (train(options, pretraining.begin(network), pretraining.task(), plan.compute, processes, stop) !=
        cli::kDone)
      return std::nullopt;
    network = networks::onDevice(networkOf(options.run.folder), plan.compute.device);
  }
  return network;
}

static int teachExpert(ExpertCommand& command, const std::stop_token& stop) {
  const dataset::Set set(command.options.set);
  const training::Compute compute = command.reading.compute = computeOf(command.options);
  const auto processes = training::joinProcesses(compute.device);
  training::useThreads(command.options.threads);
  // What AV-HuBERT was taught with; small networks need a larger mouth.
  if (command.looksAt.empty()) command.looksAt = command.size == "small" ? "mouth" : "middle";
  command.reading.lips = command.looksAt == "mouth" ? networks::kMouthRegion : networks::LipRegion{};
  networks::Weights before;
  if (!command.from.empty()) {
    before = encoderOf(modelFile(command.from));
  } else if (command.rounds > 0) {
    auto taught = pretrain(command, set, *processes, stop);
    if (!taught) return cli::kCancelled;
    before = std::move(*taught);
  }
  using Units = expert::Dictionary::Units;
  const Units units = command.units == "words"        ? Units::words
                      : command.units == "characters" ? Units::characters
                                                      : Units::pieces;
  const expert::Dictionary dictionary =
      expert::Dictionary::learnt(units, textsOf(set), static_cast<std::size_t>(command.pieces));
  command.reading.widths =
      expert::widths(command.size, static_cast<std::int64_t>(dictionary.symbols().size()));
  const expert::Reading reading(set, command.reading, dictionary, *processes);
  RunOptions options = command.options;
  options.run.folder /= "reading";
  options.run.title = "Expert, " + command.size + ", learns to read";
  options.run.configuration = {{"set", std::filesystem::absolute(options.set).string()},
                               {"size", command.size},
                               {"units", command.units},
                               {"looks at", command.looksAt},
                               {"steps", std::to_string(command.reading.steps)},
                               {"batch", std::to_string(command.reading.batch)},
                               {"seed", std::to_string(command.reading.seed)},
                               {"rounds", std::to_string(command.rounds)}};
  options.run.steps = command.reading.steps;
  options.run.clips = static_cast<int>(command.reading.batch);
  return train(options, reading.begin(before), reading.task(), compute, *processes, stop);
}

void addExpert(CLI::App& app, Context& context, int& exitCode) {
  const auto command = std::make_shared<ExpertCommand>();
  CLI::App* sub = app.add_subcommand("expert", "Teach the lip-reading expert: without labels, then to read");
  addRunOptions(*sub, command->options);
  sub->add_option("--size", command->size, "small, base or large")
      ->check(CLI::IsMember({"small", "base", "large"}));
  sub->add_option("--looks-at", command->looksAt,
                  "mouth (default of small), or middle: the authors' 88x88 pixels, for imported AV-HuBERTs")
      ->check(CLI::IsMember({"mouth", "middle"}));
  sub->add_option("--rounds", command->rounds, "Self-supervised rounds; 0 = from scratch, or from --from");
  sub->add_option("--pretraining-steps", command->pretrainingSteps, "Updates of each of them");
  sub->add_option("--clusters", command->clusters, "Of the first round; each later one has as many more");
  sub->add_option(
      "--from", command->from,
      "An expert or AV-HuBERT, a file or the name of an imported one, whose encoder is gone on with");
  sub->add_option("--steps", command->reading.steps, "Updates while it learns to read");
  sub->add_option("--frozen-steps", command->reading.frozenSteps,
                  "Updates at first in which the encoder is not learnt");
  sub->add_option("--batch", command->reading.batch, "Clips of a step");
  sub->add_option("--rate", command->reading.rate, "Highest learning rate");
  sub->add_option("--dropout", command->reading.dropout, "Chance of a value to be left out");
  sub->add_option("--picture-share", command->reading.pictureShare,
                  "Part of the steps that see pictures alone");
  sub->add_option("--sound-share", command->reading.soundShare, "Part of the steps that hear sound alone");
  sub->add_option("--ctc-share", command->reading.ctcShare, "Part of the CTC loss");
  sub->add_option("--word-weight", command->reading.spokenWeight,
                  "Weight of the loss at words whose times are known");
  sub->add_option("--units", command->units, "words, characters or pieces")
      ->check(CLI::IsMember({"words", "characters", "pieces"}));
  sub->add_option("--pieces", command->pieces, "Symbols of the dictionary at most");
  sub->add_option("--seed", command->reading.seed, "Seed of weights, order and disturbances");
  sub->callback([command, &context, &exitCode] { exitCode = teachExpert(*command, context.stop); });
}

}  // namespace train
