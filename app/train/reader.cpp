// The yardstick of lips.
#include "models/word_reader/reader.h"

#include <cstdio>
#include <map>
#include <memory>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "models/dataset/set.h"
#include "models/word_reader/training/train.h"

namespace train {

struct ReaderCommand {
  RunOptions options;
  word_reader::ReaderPlan plan;
};

// Speaker by speaker, what the reader of the best validation makes of clips that it has not seen.
static void printTest(const dataset::Set& set, const std::filesystem::path& model) {
  const word_reader::Reader reader(model);
  std::map<std::string, std::vector<std::size_t>> speakers;
  for (const std::size_t clip : set.clipsOf(dataset::Part::test))
    speakers[set.clips()[clip].speaker].push_back(clip);
  for (const auto& [speaker, clips] : speakers) {
    const word_reader::Accuracy accuracy = word_reader::accuracyOf(reader, set, clips);
    std::printf("%-12s %4zu clips  %5lld words  %5.1f %% right  WER %5.1f %%\n", speaker.c_str(),
                clips.size(), static_cast<long long>(accuracy.count), 100 * accuracy.words,
                100 * accuracy.wer);
  }
}

static int teachReader(ReaderCommand& command, const std::stop_token& stop) {
  const dataset::Set set(command.options.set);
  const training::Compute compute = command.plan.compute = computeOf(command.options);
  const word_reader::ReaderTraining training(set, command.plan);
  const auto processes = training::alone();
  training::RunSettings& run = command.options.run;
  run.title = "Reader of words, seed " + std::to_string(command.plan.seed);
  run.configuration = {{"set", std::filesystem::absolute(command.options.set).string()},
                       {"seed", std::to_string(command.plan.seed)},
                       {"batch", std::to_string(command.plan.batch)},
                       {"epochs", std::to_string(command.plan.epochs)}};
  run.steps = training.stepsOfAll();
  run.clips = static_cast<int>(command.plan.batch);
  const int end = train(command.options, training.begin(), training.task(), compute, *processes, stop);
  if (end == cli::kDone) printTest(set, run.folder / "models/word_reader.safetensors");
  return end;
}

void addReader(CLI::App& app, Context& context, int& exitCode) {
  const auto command = std::make_shared<ReaderCommand>();
  CLI::App* sub = app.add_subcommand("reader", "Teach a small reader of words: the yardstick of lips");
  addRunOptions(*sub, command->options);
  command->options.run.validateEvery = 200;
  sub->add_option("--epochs", command->plan.epochs, "Times that every clip is seen");
  sub->add_option("--batch", command->plan.batch, "Clips of a step");
  sub->add_option("--front", command->plan.size.front, "Channels of the first stage");
  sub->add_option("--width", command->plan.size.width, "Channels over time");
  sub->add_option("--seed", command->plan.seed, "Seed of weights, order and disturbances");
  sub->callback([command, &context, &exitCode] { exitCode = teachReader(*command, context.stop); });
}

}  // namespace train
