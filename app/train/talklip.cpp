// TalkLip itself.
#include <memory>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "models/dataset/set.h"
#include "models/talklip/training/train.h"
#include "models/training/model_file.h"
#include "models/training/threads.h"

namespace train {

using talklip::training::SoundEncoder;

struct TalkLipCommand {
  RunOptions options;
  std::string preset = "small", sound = "global";
  std::int64_t edge = 96;
  std::filesystem::path expert, from;
  talklip::training::TalkLipPlan plan;
};

// The sizes of an expert's encoder, which TalkLip's sound encoder takes over.
static architecture::SpeechWidths widthsOf(const expert::Expert& expert) {
  const networks::Part part(expert.weights, "encoder.w2v_model.");
  return {.layers = part.count("encoder.layers"),
          .dim = part.at("post_extract_proj.weight").size(0),
          .ffn = part.at("encoder.layers.0.fc1.weight").size(0),
          .picture = part.at("feature_extractor_video.resnet.frontend3D.0.weight").size(0)};
}

static int teachTalkLip(TalkLipCommand& command, const std::stop_token& stop) {
  const dataset::Set set(command.options.set);
  const auto processes = training::joinProcesses(false);
  training::useThreads(command.options.threads);
  expert::Expert expert = expert::readExpert(command.expert);
  talklip::training::TalkLipPlan& plan = command.plan;
  plan.encoder = command.sound == "local"  ? SoundEncoder::local
                 : command.sound == "both" ? SoundEncoder::both
                                           : SoundEncoder::global;
  plan.widths = talklip::training::widths(command.preset, widthsOf(expert), command.edge);
  const networks::Weights before =
      command.from.empty() ? networks::Weights{} : training::readModel(command.from).weights;
  const talklip::training::TalkLipTraining training(set, plan, std::move(expert), *processes);
  if (training.tooShort() > 0) std::printf("%zu clips are too short and left out\n", training.tooShort());
  training::RunSettings& run = command.options.run;
  run.title = "TalkLip, " + command.preset + ", seed " + std::to_string(plan.seed);
  run.configuration = {{"set", std::filesystem::absolute(command.options.set).string()},
                       {"expert", std::filesystem::absolute(command.expert).string()},
                       {"from", command.from.string()},
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
  run.steps = plan.endAt;
  run.clips = static_cast<int>(plan.batch);
  return train(command.options, training.begin(before), training.task(), *processes, stop);
}

void addTalkLip(CLI::App& app, Context& context, int& exitCode) {
  const auto command = std::make_shared<TalkLipCommand>();
  talklip::training::TalkLipPlan& plan = command->plan;
  plan.shares.reading = 1e-5, plan.shares.contrastive = 1e-3;
  CLI::App* sub = app.add_subcommand("talklip", "Teach TalkLip with its judge and its lip-reading expert");
  addRunOptions(*sub, command->options);
  sub->add_option("--expert", command->expert, "The lip-reading expert (.safetensors)")
      ->required()
      ->check(CLI::ExistingFile);
  sub->add_option("--from", command->from, "A TalkLip model that is gone on with")->check(CLI::ExistingFile);
  sub->add_option("--preset", command->preset, "paper or small")->check(CLI::IsMember({"paper", "small"}));
  sub->add_option("--edge", command->edge,
                  "Pixels of the crops' edge: 24, 48, 96 (the authors'), 192 or 384");
  sub->add_option("--sound-encoder", command->sound,
                  "global (AV-HuBERT's, the whole utterance), local (0.2 s of mel spectrum), or both")
      ->check(CLI::IsMember({"global", "local", "both"}));
  sub->add_option("--batch", plan.batch, "Clips of a step");
  sub->add_option("--rate", plan.rate, "Learning rate of both networks");
  sub->add_option("--perceptual", plan.shares.perceptual, "Share of the judge's verdict");
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
  sub->callback([command, &context, &exitCode] { exitCode = teachTalkLip(*command, context.stop); });
}

}  // namespace train
