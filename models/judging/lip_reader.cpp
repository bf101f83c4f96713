#include "models/judging/lip_reader.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/expert/expert.h"
#include "models/metrics/words.h"
#include "models/safetensors.h"

namespace judging {

std::string kindOfReader(const std::filesystem::path& file) {
  const models::SafetensorsFile model(file);
  const auto kind = model.metadata().find("kind");
  if (kind == model.metadata().end() ||
      (kind->second != "word-reader" && kind->second != "lip-reading-expert"))
    throw base::Error(base::Fault::modelForeign, {}, file);
  return kind->second;
}

// The expert's guesses at the words whose times are known.
static std::vector<word_reader::WordRead> guessed(const expert::Expert& expert,
                                                  const dataset::ClipView& clip) {
  std::vector<word_reader::WordRead> read;
  auto word = clip.info->words.begin();
  for (const expert::WordGuess& guess : expert::guessWords(expert, clip, expert::Sees::picture)) {
    if (word == clip.info->words.end()) break;
    if (guess.said != word->text) continue;
    read.push_back({guess.read, guess.probability, word->begin, word->end, guess.said});
    ++word;
  }
  return read;
}

LipReader openReader(const std::string& name, const std::filesystem::path& file) {
  LipReader reader{.name = name, .version = base::sha256OfFile(file)};
  if (kindOfReader(file) == "word-reader") {
    const auto model = std::make_shared<const word_reader::Reader>(file);
    reader.aligned = [model](const dataset::ClipView& clip) { return model->readAligned(clip); };
    reader.freely = [model](const dataset::ClipView& clip) { return textOf(model->readFreely(clip)); };
    return reader;
  }
  const auto model = std::make_shared<const expert::Expert>(expert::readExpert(file));
  if (model->dictionary.units() == expert::Dictionary::Units::words)
    reader.aligned = [model](const dataset::ClipView& clip) { return guessed(*model, clip); };
  reader.freely = [model](const dataset::ClipView& clip) {
    return expert::read(*model, clip, expert::Sees::picture).text;
  };
  return reader;
}

static Score rightOf(const std::vector<word_reader::WordRead>& words) {
  const auto isRight = [](const word_reader::WordRead& word) { return word.read == word.said; };
  return {static_cast<double>(std::ranges::count_if(words, isRight)), static_cast<double>(words.size())};
}

// The words of `recorded` that only it says, at its times, as far as the made pictures last.
static dataset::ClipInfo onlyRecorded(const dataset::ClipInfo& recorded, const dataset::ClipInfo& made) {
  dataset::ClipInfo info = recorded;
  info.frames = made.frames;
  std::erase_if(info.words, [&](const dataset::Word& word) {
    return word.end > static_cast<double>(made.frames) ||
           std::ranges::any_of(made.words, [&](const auto& other) { return other.text == word.text; });
  });
  return info;
}

ReadClip readingScores(const LipReader& reader, const Order& order, const dataset::ClipView& made) {
  ReadClip out;
  const auto keep = [&](const std::string& key, const Score& score) {
    if (score.of > 0) out.scores[key] = score;
  };
  if (reader.aligned && !made.info->words.empty()) keep(wordsKey(reader.name), rightOf(reader.aligned(made)));
  if (reader.aligned && !order.isOwn()) {
    const dataset::ClipInfo recorded = onlyRecorded(*order.recorded.info, *made.info);
    dataset::ClipView asRecorded = made;
    asRecorded.info = &recorded;
    if (!recorded.words.empty()) keep(leakKey(reader.name), rightOf(reader.aligned(asRecorded)));
  }
  out.text = reader.freely(made);
  if (!made.info->text.empty()) {
    const metrics::WordErrors errors = metrics::wordErrors(out.text, made.info->text);
    keep(werKey(reader.name), {static_cast<double>(errors.errors), static_cast<double>(errors.words)});
  }
  return out;
}

}  // namespace judging
