// TalkLip itself.
#include "app/train/talklip.h"

#include <memory>

#include "app/cli/console.h"
#include "app/train/named_file.h"
#include "core/base/error.h"
#include "models/dataset/set.h"
#include "models/training/model_file.h"
#include "models/training/run_folder.h"
#include "models/training/threads.h"

namespace train {

using talklip::training::SoundEncoder;

// The sizes of an expert's encoder, which TalkLip's sound encoder takes over.
static architecture::SpeechWidths widthsOf(const expert::Expert& expert) {
  const networks::Part part(expert.weights, "encoder.w2v_model.");
  return {.layers = part.count("encoder.layers"),
          .dim = part.at("post_extract_proj.weight").size(0),
          .ffn = part.at("encoder.layers.0.fc1.weight").size(0),
          .picture = part.at("feature_extractor_video.resnet.frontend3D.0.weight").size(0)};
}

// The last state of another run, to be gone on with in another way: its networks, their moments, and where it
// was.
static training::State stateAfter(const std::filesystem::path& run, const training::State& drawn) {
  const auto newest = training::newestState(run);
  if (!newest) throw base::Error(base::Fault::runDamaged, {}, run);
  training::State state = training::readState(*newest);
  const auto shapesOf = [](const training::State& s) {
    std::map<std::string, architecture::Shapes> shapes;
    for (const auto& [network, taught] : s.networks) shapes[network] = networks::shapesOf(taught.weights);
    return shapes;
  };
  if (shapesOf(state) != shapesOf(drawn))
    throw base::Error(base::Fault::runForeign, {{"differs", std::string("networks")}}, run);
  std::erase_if(state.numbers, [](const auto& number) { return number.first != "stage"; });
  return state;
}

static int teachTalkLip(TalkLipCommand& command, const std::stop_token& stop) {
  const dataset::Set set(command.options.set);
  const training::Compute compute = command.plan.compute = computeOf(command.options);
  const auto processes = training::joinProcesses(compute.device);
  training::useThreads(command.options.threads);
  expert::Expert expert = expert::readExpert(command.expert);
  talklip::training::TalkLipPlan& plan = command.plan;
  plan.layerDrop = plan.dropout / 2;
  plan.encoder = command.sound == "local"  ? SoundEncoder::local
                 : command.sound == "both" ? SoundEncoder::both
                                           : SoundEncoder::global;
  plan.widths = talklip::training::widths(command.preset, widthsOf(expert), command.edge);
  const networks::Weights before =
      command.from.empty() ? networks::Weights{} : training::readModel(modelFile(command.from)).weights;
  const talklip::training::TalkLipTraining training(set, plan, std::move(expert), *processes);
  if (training.tooShort() > 0) std::printf("%zu clips are too short and left out\n", training.tooShort());
  training::RunSettings& run = command.options.run;
  run.title = "TalkLip, " + command.preset + ", seed " + std::to_string(plan.seed);
  run.configuration = {{"set", std::filesystem::absolute(command.options.set).string()},
                       {"expert", std::filesystem::absolute(command.expert).string()},
                       {"from", command.from},
                       {"after", command.after.string()},
                       {"preset", command.preset},
                       {"edge", std::to_string(command.edge)},
                       {"sound encoder", command.sound},
                       {"batch", std::to_string(plan.batch)},
                       {"rate", std::to_string(plan.rate)},
                       {"perceptual", std::to_string(plan.shares.perceptual)},
                       {"reading", std::to_string(1e6 * plan.shares.reading) + "e-6"},
                       {"contrastive", std::to_string(1e6 * plan.shares.contrastive) + "e-6"},
                       {"stages", std::to_string(plan.stage1At) + " " + std::to_string(plan.stage2At) + " " +
                                      std::to_string(plan.endAt)},
                       {"seed", std::to_string(plan.seed)}};
  if (plan.dropout != talklip::training::TalkLipPlan{}.dropout)
    run.configuration["dropout"] = std::to_string(plan.dropout);
  if (plan.judgeRate > 0) run.configuration["judge rate"] = std::to_string(plan.judgeRate);
  run.steps = plan.endAt;
  run.clips = static_cast<int>(plan.batch);
  training::State first = training.begin(before);
  if (!command.after.empty()) first = stateAfter(command.after, first);
  return train(command.options, std::move(first), training.task(), compute, *processes, stop);
}

static constexpr const char* kExamples = R"(
Examples:
  redub-train talklip SET --expert EXPERT.safetensors --out run
  redub-train talklip --from MODEL --clip VIDEO --minutes 10
The second teaches a model, a file or an imported one, on one person's own video. The last fifth of it is held
back: the model is imported under the video's name where it is better there than before, and else thrown away.
A training that was stopped or killed goes on.)";

// A set with an expert, or a model with a clip.
static void checkAsked(CLI::App& sub, TalkLipCommand& command) {
  training::RunSettings& run = command.options.run;
  if (command.clip.empty()) {
    for (const char* needed : {"set", "--out", "--expert"})
      if (sub.count(needed) == 0) throw CLI::RequiredError(needed);
    if (command.plan.batch <= 0) command.plan.batch = 8;
    return;
  }
  if (sub.count("set") > 0) throw CLI::ExcludesError("set", "--clip");
  if (sub.count("--from") == 0) throw CLI::RequiredError("--from");
  if (run.folder.empty()) run.folder = command.clip.stem().string() + "-talklip";
  if (sub.count("--minutes") == 0) run.minutes = 10;
  constexpr std::int64_t kEvery = 50;  // steps: a run of minutes
  if (sub.count("--validate-every") == 0) run.validateEvery = kEvery;
  if (sub.count("--checkpoint-every") == 0) run.checkpointEvery = kEvery;
  if (sub.count("--judge-at") == 0) command.plan.judgeAt = 50;
  if (command.plan.batch <= 0) command.plan.batch = 4;
  run.steps = command.plan.endAt;
}

void addTalkLip(CLI::App& app, Context& context, int& exitCode) {
  const auto command = std::make_shared<TalkLipCommand>();
  talklip::training::TalkLipPlan& plan = command->plan;
  plan.batch = 0;
  plan.shares.reading = 1e-5, plan.shares.contrastive = 1e-3;
  CLI::App* sub = app.add_subcommand("talklip", "Teach TalkLip with its judge and its lip-reading expert");
  sub->footer(kExamples);
  addRunOptions(*sub, command->options);
  for (const char* name : {"set", "--out"}) sub->get_option(name)->required(false);
  sub->add_option("--expert", command->expert, "The lip-reading expert (.safetensors); not needed for a clip")
      ->check(CLI::ExistingFile);
  sub->add_option("--from", command->from,
                  "A TalkLip model that is gone on with: a file, or the name of an imported one");
  sub->add_option("--after", command->after,
                  "Another run whose last state is gone on with, judge and moments included, e.g. with other "
                  "losses")
      ->check(CLI::ExistingDirectory);
  sub->add_option("--clip", command->clip, "A video of the person whom the model is to know better")
      ->check(CLI::ExistingFile);
  sub->add_option("--minutes", command->options.run.minutes, "Minutes after which it ends; for a clip 10")
      ->check(CLI::PositiveNumber);
  sub->add_option("--align", command->align,
                  "What is said in the clip, with times: GRID's .align, or LRS2's .txt; then it is read, too")
      ->check(CLI::ExistingFile);
  sub->add_option(
         "--reader", command->readers,
         "Who reads the clip: reader of words or lip-reading expert, [NAME=]FILE (repeat); default: the "
         "reader that comes with Redub, and the expert")
      ->allow_extra_args(false);
  sub->add_option("--preset", command->preset, "paper or small")->check(CLI::IsMember({"paper", "small"}));
  sub->add_option("--edge", command->edge,
                  "Pixels of the crops' edge: 24, 48, 96 (the authors'), 192 or 384");
  sub->add_option("--sound-encoder", command->sound,
                  "global (AV-HuBERT's, the whole utterance), local (0.2 s of mel spectrum), or both")
      ->check(CLI::IsMember({"global", "local", "both"}));
  sub->add_option("--batch", plan.batch, "Clips of a step; 0 = 8, or 4 for a clip");
  sub->add_option("--rate", plan.rate, "Learning rate");
  sub->add_option("--judge-rate", plan.judgeRate,
                  "Learning rate of the judge; 0 = the same. A smaller one helps where the judge soon knows "
                  "every painted picture and the training diverges");
  sub->add_option("--dropout", plan.dropout,
                  "Chance of a value of the sound encoder to be left out; of one of its layers half of it");
  sub->add_option("--perceptual", plan.shares.perceptual, "Share of the judge's verdict");
  sub->add_option("--judge-at", plan.judgeAt,
                  "Step at which the judge's verdict begins to teach the generator; for a clip 50");
  sub->add_option("--reading", plan.shares.reading,
                  "Weight of the lip-reading loss in the last stage; 0 = without");
  sub->add_option("--contrastive", plan.shares.contrastive,
                  "Weight of the contrastive loss in the last stage; 0 = without");
  sub->add_option("--expert-gradient", plan.shares.expertGradient,
                  "Part of the gradient that passes the expert's eyes");
  sub->add_option("--patience", plan.patience, "Validations without improvement that end a stage");
  sub->add_option("--sound-at", plan.stage1At,
                  "Step at which the sound encoder begins to learn, instead of the patience");
  sub->add_option("--guided-at", plan.stage2At, "Step at which the expert's losses begin");
  sub->add_option("--steps", plan.endAt, "Updates in all; 0 = by patience");
  sub->add_option("--seed", plan.seed, "Seed of weights, order and draws");
  sub->callback([command, sub, &context, &exitCode] {
    checkAsked(*sub, *command);
    exitCode =
        command->clip.empty() ? teachTalkLip(*command, context.stop) : personalise(*command, context.stop);
  });
}

}  // namespace train
