// TalkLip for one person.
#include "models/talklip/training/personalise.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "app/train/lip_readers.h"
#include "app/train/named_file.h"
#include "app/train/progress_line.h"
#include "app/train/talklip.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/prepare_set.h"
#include "models/dataset/set.h"
#include "models/face_mesh/landmarks.h"
#include "models/judging/evaluation.h"
#include "models/judging/held_back.h"
#include "models/judging/sheet.h"
#include "models/store/import.h"
#include "models/training/model_file.h"
#include "models/training/threads.h"
#include "models/word_reader/reader.h"

namespace train {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

static constexpr const char *kBefore = "before", *kAfter = "after";

static void sayParts(const dataset::Prepared& prepared) {
  const auto seconds = [&](dataset::Part part) {
    const auto count = prepared.parts.find(part);
    return count == prepared.parts.end() ? 0 : static_cast<double>(count->second.frames) / 25;
  };
  std::printf("%.1f s teach, %.1f s validate, %.1f s are held back\n", seconds(dataset::Part::train),
              seconds(dataset::Part::valid), seconds(dataset::Part::test));
  for (const auto& [why, count] : prepared.refused)
    std::printf("left out: %lld pieces %s\n", static_cast<long long>(count), inWords(why));
  std::fflush(stdout);
}

// Pictures in which the face is at least as large as the model's crops. An expert knows the usual size alone.
static std::int64_t edgeFor(const talklip::training::TalkLipPlan& plan, bool isGuided) {
  const dataset::ClipSettings usual;
  const auto crop = static_cast<double>(architecture::edgeOf(std::ssize(plan.widths.image.encoder)));
  return crop <= 96 || isGuided ? usual.edge : 2 * std::llround(crop / usual.faceShare / 2);
}

// The clip as a set below the run. False when stopped.
static bool prepareClip(const TalkLipCommand& command, const fs::path& folder, const std::stop_token& stop) {
  const dataset::Transcript said =
      command.align.empty() ? dataset::Transcript{} : dataset::readTimes(command.align);
  const auto corpus = talklip::training::personalCorpus(command.clip, said, stop);
  if (!corpus) return false;
  dataset::PrepareSettings settings;
  settings.jobs = command.options.threads;
  settings.clip.network = face_mesh::landmarkNetwork();
  settings.clip.edge = edgeFor(command.plan, !command.expert.empty());
  settings.mostFrames = std::int64_t{1} << 40;  // cut already
  ProgressLine line("pieces");
  const auto told = [&](const dataset::PrepareProgress& progress) {
    if (!command.options.run.isJson) line.update(progress.done, progress.total);
  };
  const auto prepared = dataset::prepareSet(*corpus, folder, settings, told, stop);
  line.end();
  if (!prepared) return false;
  if (!command.options.run.isJson) sayParts(*prepared);
  if (!prepared->parts.contains(dataset::Part::train) || !prepared->parts.contains(dataset::Part::test))
    throw base::Error(base::Fault::nothingToLearn, {}, command.clip);
  return true;
}

static int teach(TalkLipCommand& command, const networks::Weights& before, const dataset::Set& set,
                 const std::stop_token& stop) {
  command.plan.compute = computeOf(command.options);
  const auto processes = training::alone();
  expert::Expert expert = command.expert.empty() ? expert::Expert{} : expert::readExpert(command.expert);
  const talklip::training::TalkLipPlan& plan = command.plan;
  const talklip::training::TalkLipTraining training(set, plan, std::move(expert), *processes);
  training::RunSettings& run = command.options.run;
  run.title = "TalkLip for " + command.clip.stem().string();
  run.configuration = {{"clip", fs::absolute(command.clip).string()},
                       {"from", command.from},
                       {"expert", command.expert.empty() ? "" : fs::absolute(command.expert).string()},
                       {"batch", std::to_string(plan.batch)},
                       {"rate", std::to_string(1e6 * plan.rate) + "e-6"},
                       {"perceptual", std::to_string(plan.shares.perceptual)},
                       {"judge at", std::to_string(plan.judgeAt)},
                       {"reading", std::to_string(1e6 * plan.shares.reading) + "e-6"},
                       {"contrastive", std::to_string(1e6 * plan.shares.contrastive) + "e-6"},
                       {"minutes", std::to_string(run.minutes)},
                       {"seed", std::to_string(plan.seed)}};
  run.clips = static_cast<int>(plan.batch);
  return train(command.options, training.begin(before), training.task(), plan.compute, *processes, stop);
}

static bool knowsAny(const fs::path& reader, const dataset::Set& set, const std::vector<std::size_t>& clips) {
  const word_reader::Vocabulary known = word_reader::Reader(reader).vocabulary();
  return std::ranges::any_of(clips, [&](std::size_t clip) {
    return std::ranges::any_of(set.clips()[clip].words,
                               [&](const dataset::Word& word) { return known.classOf(word.text) >= 0; });
  });
}

// Those that are asked for; else the one that comes with Redub, where it knows what is said, and the expert.
static std::vector<judging::LipReader> readersOf(const TalkLipCommand& command, const dataset::Set& set,
                                                 const std::vector<std::size_t>& clips) {
  if (std::ranges::all_of(clips, [&](std::size_t clip) { return set.clips()[clip].words.empty(); }))
    return {};
  std::vector<std::string> files = command.readers;
  if (files.empty()) {
    const fs::path own = ownReader();
    if (knowsAny(own, set, clips)) files.push_back(own.string());
    if (!command.expert.empty()) files.push_back(command.expert.string());
  }
  return openReaders(files);
}

// What was held back, as it is and as it was painted before and after. nullopt when stopped.
static std::optional<judging::Table> judge(const TalkLipCommand& command, const fs::path& before,
                                           const fs::path& after, const fs::path& folder,
                                           const dataset::Set& set, const std::stop_token& stop) {
  judging::Plan plan{.readers = {}, .set = folder / "set"};
  plan.clips = judging::chosenClips(set, dataset::Part::test, {}, 0);
  plan.readers = readersOf(command, set, plan.clips);
  plan.systems = {judging::recorded("real"), judging::talkLip(kBefore, before),
                  judging::talkLip(kAfter, after)};
  ProgressLine line("judged");
  const auto told = [&](const judging::JudgingProgress& progress) {
    if (!command.options.run.isJson) line.update(progress.done, progress.total);
  };
  auto results = judging::judge(set, plan, folder / "held-back", told, stop);
  line.end();
  if (!results) return std::nullopt;
  const judging::Evaluation evaluation = judging::evaluationOf(std::move(*results), plan, {});
  judging::writeEvaluation(evaluation, {{"clip", command.clip.string()}}, folder / "held-back");
  if (!judging::writeSheets(set, plan, evaluation.results, evaluation.order, 2, folder / "held-back/strips",
                            stop))
    return std::nullopt;
  return evaluation.systems;
}

// A name for the store that nobody has, after the clip's file.
static std::string freeName(const fs::path& clip) {
  constexpr std::size_t kMost = 56;  // and a number
  std::string name = clip.stem().string();
  std::ranges::replace_if(
      name,
      [](char c) {
        return !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-' &&
               c != '_';
      },
      '-');
  name.resize(std::min(name.size(), kMost));
  if (name.empty()) name = "clip";
  std::string free = name;
  for (int number = 2; store::has(free) || store::isReserved(free); ++number)
    free = name + "-" + std::to_string(number);
  return free;
}

// The name under which the model is in the store, from now on or already; nullopt when stopped.
static std::optional<std::string> keep(const fs::path& model, const fs::path& clip,
                                       const std::stop_token& stop) {
  const std::string sum = base::sha256OfFile(model);
  for (const store::Model& known : store::list())
    if (known.originSha256 == sum) return known.name;
  const auto import = store::importModel(model, freeName(clip), {}, stop);
  return import ? std::optional(import->model.name) : std::nullopt;
}

static void tell(const judging::Table& table, bool hasTimes) {
  std::printf("\nheld back, never seen in the training:\n%s", toText(table).c_str());
  const bool isRead = std::ranges::any_of(
      table.columns, [](const auto& measure) { return measure.key.find(':') != std::string::npos; });
  if (!isRead)
    std::printf("reading: not measured, %s\n", hasTimes ? "no reader knows what is said there (--reader)"
                                                        : "the times of the words are not known (--align)");
}

static ordered_json valuesOf(const judging::Table& table, const std::string& system) {
  ordered_json values = ordered_json::object();
  for (const judging::Table::Row& row : table.rows)
    for (std::size_t i = 0; row.system == system && i < table.columns.size(); ++i)
      if (row.values[i]) values[table.columns[i].key] = row.values[i]->mean;
  return values;
}

// Keeps the model where it is better.
static int decide(const TalkLipCommand& command, const judging::Table& table, const fs::path& model,
                  const std::stop_token& stop) {
  const std::vector<judging::Measure> worse = judging::worseAfter(table, kBefore, kAfter);
  std::optional<std::string> kept;
  if (worse.empty()) {
    kept = keep(model, command.clip, stop);
    if (!kept) return cli::kCancelled;
  }
  std::string against;
  for (const judging::Measure& measure : worse) against += (against.empty() ? "" : ", ") + measure.title;
  if (command.options.run.isJson) {
    ordered_json line{
        {"event", "personalised"}, {"before", valuesOf(table, kBefore)}, {"after", valuesOf(table, kAfter)}};
    line["kept"] = kept ? ordered_json(*kept) : ordered_json(nullptr);
    std::printf("%s\n", line.dump(-1, ' ', false, ordered_json::error_handler_t::replace).c_str());
  } else if (kept) {
    std::printf("kept: redub-cli dub VIDEO SPEECH --model %s\n", kept->c_str());
  } else {
    std::printf("nothing is kept: the new model is no better in %s\n", against.c_str());
  }
  return cli::kDone;
}

int personalise(TalkLipCommand& command, const std::stop_token& stop) {
  training::useThreads(command.options.threads);
  const fs::path from = modelFile(command.from), folder = command.options.run.folder;
  const networks::Weights before = training::readModel(from).weights;
  const talklip::training::TalkLipPlan asked = command.plan;
  command.plan = talklip::training::personalPlan(before, from, !command.expert.empty());
  command.plan.rate = asked.rate, command.plan.seed = asked.seed, command.plan.batch = asked.batch;
  command.plan.judgeAt = asked.judgeAt, command.plan.shares = asked.shares;
  if (command.expert.empty()) command.plan.shares.reading = command.plan.shares.contrastive = 0;
  if (!prepareClip(command, folder / "set", stop)) return cli::kCancelled;
  const dataset::Set set(folder / "set");
  if (const int end = teach(command, before, set, stop); end != cli::kDone) return end;
  const fs::path after = folder / "models/talklip.safetensors";
  const auto table = judge(command, from, after, folder, set, stop);
  if (!table) return cli::kCancelled;
  if (!command.options.run.isJson) tell(*table, !command.align.empty());
  return decide(command, *table, after, stop);
}

}  // namespace train
