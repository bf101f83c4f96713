#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/cli/error_words.h"
#include "core/base/error.h"
#include "core/base/thread_policy.h"
#include "models/speech_mouth/training/commands.h"

namespace {

using namespace speech_mouth::training;

void addSpeech(CLI::App& app, SpeechCommand& command) {
  CLI::App* speech =
      app.add_subcommand("speech", "Make the built-in speech-to-mouth model from synthetic speech");
  speech
      ->add_option("--out", command.out, "Model to write (.safetensors); its card is written beside it (.md)")
      ->required();
  speech->add_option("--work", command.work,
                     "Folder for the spoken corpus (about 1 GB), reused when it is there");
  speech->add_option("--minutes", command.plan.cpuMinutes, "CPU minutes of training")
      ->check(CLI::Range(0.1, 600.0));
  speech->add_option("--width", command.plan.width, "Channels inside the network")
      ->check(CLI::Range(16, 512));
  speech->add_option("--seed", command.plan.seed, "Seed of texts, voices, disturbances and weights");
  speech->add_option("--espeak", command.corpus.espeak, "Utterances of espeak-ng");
  speech->add_option("--flite", command.corpus.flite, "Utterances of flite");
  speech->add_option("--festival", command.corpus.festivalPerVoice, "Utterances of every festival voice");
  speech->add_option("--loud-share", command.loudShare, "Part of the opening that follows the loudness")
      ->check(CLI::Range(0.0, 1.0));
  speech->callback([&command] { makeSpeechModel(command); });
}

void addEvaluate(CLI::App& app, EvaluateCommand& command) {
  CLI::App* evaluate =
      app.add_subcommand("evaluate", "Compare heard with seen mouth opening on real talking clips");
  evaluate->add_option("--media", command.media, "Folder of videos with talking faces")
      ->required()
      ->check(CLI::ExistingDirectory);
  evaluate->add_option("--model", command.model, "Model to evaluate (.safetensors)")
      ->required()
      ->check(CLI::ExistingFile);
  evaluate->add_option("--card", command.card, "Model card that takes the table");
  evaluate->callback([&command] { evaluateSpeechModel(command); });
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  CLI::App app("Trains and measures Redub's built-in networks");
  app.require_subcommand(1);
  SpeechCommand speech;
  addSpeech(app, speech);
  EvaluateCommand evaluate;
  addEvaluate(app, evaluate);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (...) {
    const base::Problem problem = base::caughtProblem();
    std::fprintf(stderr, "redub-train: %s\n", cli::words(problem).c_str());
    return codeOf(problem.fault) == base::Code::usage ? 2 : 1;
  }
  return 0;
}
