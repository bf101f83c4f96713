// What is read from a pair of lips.
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "app/train/lip_readers.h"
#include "app/train/named_file.h"
#include "core/base/error.h"
#include "models/dataset/prepare_clip.h"
#include "models/dataset/transcript.h"
#include "models/expert/expert.h"
#include "models/judging/lip_reader.h"
#include "models/metrics/words.h"
#include "models/word_reader/reader.h"

namespace train {

using nlohmann::ordered_json;
using word_reader::WordRead;

static constexpr double kRate = 25;  // pictures a second

struct ReadCommand {
  std::filesystem::path clip, align;
  std::string text;
  std::vector<std::string> readers;
  bool isJson = false;
};

static void addWords(dataset::ClipInfo& clip, const ReadCommand& command) {
  clip.name = command.clip.stem().string();
  if (!command.align.empty()) {
    const dataset::Transcript said = dataset::readTimes(command.align);
    clip.text = said.text;
    clip.words = said.words;
  }
  if (!command.text.empty()) clip.text = dataset::plainText(command.text);
}

static ordered_json jsonOf(const std::vector<WordRead>& words) {
  ordered_json all = ordered_json::array();
  for (const WordRead& word : words) {
    all.push_back({{"read", word.read},
                   {"score", word.score},
                   {"beginSec", word.begin / kRate},
                   {"endSec", word.end / kRate}});
    if (!word.said.empty()) all.back()["said"] = word.said;
  }
  return all;
}

static void print(const std::vector<WordRead>& words) {
  for (const WordRead& word : words) {
    const bool isWrong = !word.said.empty() && word.read != word.said;
    std::printf("  %6.2f - %5.2f s  %-14s %.2f%s%s\n", word.begin / kRate, word.end / kRate,
                word.read.c_str(), word.score, isWrong ? "  said: " : "", isWrong ? word.said.c_str() : "");
  }
}

// What was read against what was said; nothing where that is not known.
static void compare(ordered_json& entry, const std::string& read, const std::string& said, bool isJson) {
  if (said.empty()) return;
  const metrics::WordErrors errors = metrics::wordErrors(read, said);
  entry["errors"] = errors.errors;
  entry["words"] = errors.words;
  if (!isJson) std::printf("  %zu errors in %zu words\n", errors.errors, errors.words);
}

static ordered_json readWords(const Named& named, const dataset::Clip& clip, bool isJson) {
  const word_reader::Reader reader(named.what);
  ordered_json entry{{"reader", named.name}};
  const std::vector<WordRead> freely = reader.readFreely(clip.view());
  if (!isJson) std::printf("%s, freely: %s\n", named.name.c_str(), textOf(freely).c_str());
  if (!isJson && clip.info.words.empty()) print(freely);
  entry["text"] = textOf(freely);
  entry["freely"] = jsonOf(freely);
  compare(entry, textOf(freely), clip.info.text, isJson);
  if (clip.info.words.empty()) return entry;
  const std::vector<WordRead> aligned = reader.readAligned(clip.view());
  const auto right = std::ranges::count_if(aligned, [](const auto& word) { return word.read == word.said; });
  entry["aligned"] = jsonOf(aligned);
  entry["right"] = right;
  if (isJson) return entry;
  std::printf("%s, at known times: %lld of %zu words right\n", named.name.c_str(),
              static_cast<long long>(right), aligned.size());
  print(aligned);
  if (const auto unknown = clip.info.words.size() - aligned.size(); unknown > 0)
    std::printf("  %zu words are not among those that it can read\n", unknown);
  return entry;
}

static ordered_json readExpert(const Named& named, const dataset::Clip& clip, bool isJson) {
  const expert::Expert expert = expert::readExpert(named.what);
  ordered_json entry{{"expert", named.name}};
  const bool isHeard = std::ranges::any_of(clip.sound, [](std::int16_t sample) { return sample != 0; });
  for (const expert::Sees sees : {expert::Sees::picture, expert::Sees::sound, expert::Sees::both}) {
    if (sees != expert::Sees::picture && !isHeard) continue;
    const expert::TextRead read = expert::read(expert, clip.view(), sees);
    if (!isJson)
      std::printf("%s, %s: %s (%.2f)\n", named.name.c_str(), name(sees), read.text.c_str(), read.score);
    ordered_json& part = entry[name(sees)] = {{"text", read.text}, {"score", read.score}};
    compare(part, read.text, clip.info.text, isJson);
    const std::vector<expert::WordGuess> guesses = expert::guessWords(expert, clip.view(), sees);
    if (clip.info.text.empty() || guesses.empty()) continue;
    const auto right = std::ranges::count_if(guesses, [](const auto& g) { return g.read == g.said; });
    part["right"] = right;
    for (const expert::WordGuess& g : guesses)
      part["guesses"].push_back({{"said", g.said}, {"read", g.read}, {"score", g.probability}});
    if (!isJson)
      std::printf("  %lld of %zu words right, those before them being known\n", static_cast<long long>(right),
                  guesses.size());
  }
  return entry;
}

static int readLips(const ReadCommand& command, const std::stop_token& stop) {
  std::vector<std::string> files = command.readers;
  if (files.empty()) files.push_back(ownReader().string());
  const std::vector<Named> readers = parseNamed(files);
  std::vector<bool> readsWords;  // known before the work
  for (const Named& reader : readers)
    readsWords.push_back(judging::kindOfReader(reader.what) == "word-reader");
  auto made = dataset::prepareClip(command.clip, {}, {.needsSound = false}, stop);
  if (!made) return cli::kCancelled;
  if (const auto* refused = std::get_if<dataset::Refused>(&*made)) {
    std::fprintf(stderr, "redub-train: '%s' is a video %s (%s)\n", command.clip.c_str(),
                 inWords(refused->why), refused->detail.c_str());
    return cli::kError;
  }
  auto& clip = std::get<dataset::Clip>(*made);
  addWords(clip.info, command);
  ordered_json all{{"clip", command.clip.string()}, {"said", clip.info.text}};
  for (std::size_t i = 0; i < readers.size(); ++i)
    all["read"].push_back(readsWords[i] ? readWords(readers[i], clip, command.isJson)
                                        : readExpert(readers[i], clip, command.isJson));
  if (command.isJson)
    std::printf("%s\n", all.dump(-1, ' ', false, ordered_json::error_handler_t::replace).c_str());
  return cli::kDone;
}

void addRead(CLI::App& app, Context& context, int& exitCode) {
  const auto command = std::make_shared<ReadCommand>();
  CLI::App* sub = app.add_subcommand("read", "Tell what is read from the lips of a clip");
  sub->add_option("clip", command->clip, "A video of a talking person")->required()->check(CLI::ExistingFile);
  sub->add_option(
         "--align", command->align,
         "What is said, with times: GRID's .align, or LRS2's .txt; words are then read at their times")
      ->check(CLI::ExistingFile);
  sub->add_option("--text", command->text, "What is said, without times");
  sub->add_option(
         "--reader,--expert", command->readers,
         "Reader of words or lip-reading expert, [NAME=]FILE (repeat); default: the reader that comes "
         "with Redub")
      ->allow_extra_args(false);
  sub->add_flag("--json", command->isJson, "One JSON object");
  sub->callback([command, &context, &exitCode] { exitCode = readLips(*command, context.stop); });
}

}  // namespace train
