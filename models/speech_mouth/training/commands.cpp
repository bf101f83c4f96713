#include "models/speech_mouth/training/commands.h"

#include <ATen/Parallel.h>

#include <cstdio>

#include "core/base/error.h"
#include "core/media/decode/speech_reader.h"
#include "models/speech_mouth/encoder.h"
#include "models/speech_mouth/training/card.h"
#include "models/speech_mouth/training/evaluation.h"
#include "models/speech_mouth/training/model_file.h"

namespace speech_mouth::training {
namespace {

namespace fs = std::filesystem;

std::vector<Spoken> corpusOf(const SpeechCommand& command) {
  const fs::path stored = command.work / "corpus.bin";
  if (fs::exists(stored)) return readCorpus(stored);
  std::vector<Spoken> corpus = synthesise(command.corpus, command.work);
  writeCorpus(corpus, stored);
  return corpus;
}

std::vector<std::vector<std::int16_t>> speechesIn(const fs::path& folder) {
  std::vector<std::vector<std::int16_t>> out;
  if (!fs::is_directory(folder)) return out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    try {
      out.push_back(media::readSpeech(entry.path()));
    } catch (const base::Error&) {  // not sound
    }
  }
  return out;
}

}  // namespace

void makeSpeechModel(const SpeechCommand& command) {
  at::set_num_threads(1);
  const std::vector<Spoken> corpus = corpusOf(command);
  const std::map<std::string, std::string> metadata = {{"seed", std::to_string(command.plan.seed)}};
  const auto store = [&](const Weights& weights) {
    writeModel(weights, command.loudShare, metadata, command.out);
  };
  const Trained trained = train(corpus, command.plan, store);
  std::printf("%s", table(trained.scores).c_str());
  store(trained.weights);
  writeCard(command, trained, corpus.size(), fs::path(command.out).replace_extension(".md"));
  std::printf("%s: %lld updates, %.1f h of augmented speech, %.0f CPU-s\n", command.out.c_str(),
              static_cast<long long>(trained.updates), trained.hoursHeard, trained.cpuSeconds);
}

void evaluateSpeechModel(const EvaluateCommand& command) {
  at::set_num_threads(1);
  const Encoder encoder(command.model);
  const Predict predict = [&](std::span<const std::int16_t> speech) {
    std::vector<float> opening;
    for (const speech::Articulation& a : encoder.encode(speech).articulation) opening.push_back(a.opening);
    return opening;
  };
  const std::string text =
      table(agreements(talkingClips(command.media), speechesIn(command.media / "speech"), predict));
  std::printf("%s", text.c_str());
  if (!command.card.empty()) addRealClips(text, command.card);
}

}  // namespace speech_mouth::training
