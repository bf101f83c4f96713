#include "models/speech_mouth/training/card.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include "core/base/file.h"

namespace speech_mouth::training {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRealClips = "\n## On real talking clips\n";

std::string readText(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::int64_t countOf(const Weights& weights) {
  std::int64_t count = 0;
  for (const auto& [name, tensor] : weights) count += tensor.numel();
  return count;
}

}  // namespace

void writeCard(const SpeechCommand& command, const Trained& trained, std::size_t utterances,
               const fs::path& path) {
  std::ostringstream out;
  out << "# Built-in speech-to-mouth model\n\n"
      << "Log-filterbank rows of speech -> per 40 ms: 16 viseme posteriors and 5 articulations (opening, "
         "width, lip closure, "
         "labiodental, rounding). "
      << countOf(trained.weights)
      << " parameters: dilated convolutions, about 1.2 s of speech to each side. Half precision.\n\n"
      << "No recording of a person is in it: everything was spoken by espeak-ng, flite and festival from "
         "distribution packages, whose "
         "phone times are exact. Texts: fortunes and word lists of the same distribution.\n\n"
      << "## Recipe\n\n    redub-train speech --out speech_mouth.safetensors --minutes "
      << command.plan.cpuMinutes << " --width " << command.plan.width << " --seed " << command.plan.seed
      << " --espeak " << command.corpus.espeak << " --flite " << command.corpus.flite << " --festival "
      << command.corpus.festivalPerVoice << " --loud-share " << command.loudShare << "\n\n"
      << utterances
      << " utterances; disturbed on the fly (speed and pitch 0.82-1.2, vocal tract 0.82-1.2, loudness, "
         "rooms, equaliser, "
         "band limits, coloured noise, babble, music, clipping, hidden filters and times): "
      << static_cast<int>(trained.hoursHeard) << " h heard. " << trained.updates << " updates of "
      << command.plan.batch << " x " << command.plan.steps
      << " steps, AdamW, cosine schedule, averaged weights; " << static_cast<int>(trained.cpuSeconds / 60)
      << " CPU minutes on one thread, corpus not counted. The minutes decide when training ends: another "
         "machine gets a slightly different model.\n\n"
      << "Targets: dominance-blended articulation of the phones (Cohen and Massaro 1993). The opening is the "
         "mean of that and of the "
         "same scaled by the loudness of the voice, weighted by --loud-share.\n\n"
      << "## On held-out voices\n\nWhole voices that training never heard (seven espeak-ng variants; flite "
         "awb; festival ked and "
         "czech_ph), disturbed in the same ways. Share of right visemes where one fills more than 70 % of "
         "the step; correlations of the "
         "articulations with the targets.\n\n```\n"
      << table(trained.scores) << "```\n";
  base::writeFile(path, out.str());
}

void addRealClips(const std::string& table, const fs::path& card) {
  std::string text = readText(card);
  text.resize(std::min(text.size(), text.find(kRealClips)));
  base::writeFile(card,
                  text + kRealClips +
                      "\nCorrelation of the opening predicted from the sound with the opening measured by "
                      "landmarks, at the best lag within "
                      "5 steps; 'wrong': the same search with other people's sound. The loudness share was "
                      "chosen on these clips: read them as a development set.\n\n```\n" +
                      table + "```\n");
}

}  // namespace speech_mouth::training
