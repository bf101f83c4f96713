// The built-in speech-to-mouth model.
#include "app/train/commands.h"
#include "models/speech_mouth/training/commands.h"

namespace train {

using namespace speech_mouth::training;

static void addMake(CLI::App& app) {
  const auto command = std::make_shared<SpeechCommand>();
  CLI::App* speech =
      app.add_subcommand("speech", "Make the built-in speech-to-mouth model from synthetic speech");
  speech
      ->add_option("--out", command->out,
                   "Model to write (.safetensors); its card is written beside it (.md)")
      ->required();
  speech->add_option("--work", command->work,
                     "Folder for the spoken corpus (about 1 GB), reused when it is there");
  speech->add_option("--minutes", command->plan.cpuMinutes, "CPU minutes of training")
      ->check(CLI::Range(0.1, 600.0));
  speech->add_option("--width", command->plan.width, "Channels inside the network")
      ->check(CLI::Range(16, 512));
  speech->add_option("--seed", command->plan.seed, "Seed of texts, voices, disturbances and weights");
  speech->add_option("--espeak", command->corpus.espeak, "Utterances of espeak-ng");
  speech->add_option("--flite", command->corpus.flite, "Utterances of flite");
  speech->add_option("--festival", command->corpus.festivalPerVoice, "Utterances of every festival voice");
  speech->add_option("--loud-share", command->loudShare, "Part of the opening that follows the loudness")
      ->check(CLI::Range(0.0, 1.0));
  speech->callback([command] { makeSpeechModel(*command); });
}

static void addEvaluate(CLI::App& app) {
  const auto command = std::make_shared<EvaluateCommand>();
  CLI::App* evaluate =
      app.add_subcommand("evaluate-speech", "Compare heard with seen mouth opening on real talking clips");
  evaluate->add_option("--media", command->media, "Folder of videos with talking faces")
      ->required()
      ->check(CLI::ExistingDirectory);
  evaluate->add_option("--model", command->model, "Model to evaluate (.safetensors)")
      ->required()
      ->check(CLI::ExistingFile);
  evaluate->add_option("--card", command->card, "Model card that takes the table");
  evaluate->callback([command] { evaluateSpeechModel(*command); });
}

void addSpeech(CLI::App& app, Context&, int&) {
  addMake(app);
  addEvaluate(app);
}

}  // namespace train
