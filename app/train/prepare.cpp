// Sets of talking people.
#include <algorithm>
#include <cstdio>
#include <map>
#include <thread>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "app/train/progress_line.h"
#include "core/base/error.h"
#include "models/dataset/exchange.h"
#include "models/dataset/prepare_set.h"
#include "models/dataset/set_index.h"
#include "models/face_mesh/landmarks.h"

namespace train {

using dataset::Part;

struct PrepareCommand {
  std::filesystem::path folder, out, lists;
  double mostSeconds = 30;
  bool allowsSilent = false;
  dataset::PrepareSettings settings;
};

static void print(const dataset::Prepared& prepared) {
  for (const auto& [part, count] : prepared.parts)
    std::printf("%-7s %6lld clips  %8.1f min  %4lld speakers\n", std::string(name(part)).c_str(),
                static_cast<long long>(count.clips), static_cast<double>(count.frames) / 25 / 60,
                static_cast<long long>(count.speakers));
  if (prepared.leftOut > 0)
    std::printf("%-7s %6lld clips  in no list\n", "left", static_cast<long long>(prepared.leftOut));
  for (const auto& [why, count] : prepared.refused)
    std::printf("%-7s %6lld clips  %s\n", "refused", static_cast<long long>(count), inWords(why));
}

static void sayRoom(const dataset::PrepareProgress& progress) {
  constexpr double kGigabyte = 1e9;
  std::printf("about %.1f GB will be written; %.1f GB are free\n",
              static_cast<double>(progress.bytes) / kGigabyte,
              static_cast<double>(progress.freeBytes) / kGigabyte);
}

static int prepare(PrepareCommand command, const std::stop_token& stop) {
  const dataset::Corpus corpus = dataset::readCorpus(command.folder);
  if (corpus.layout == dataset::Layout::prepared) {
    std::printf("%s is a prepared set: it can be trained with as it is\n", command.folder.c_str());
    return cli::kUsage;
  }
  std::printf("%s: %s, %zu videos\n", command.folder.c_str(), name(corpus.layout), corpus.sources.size());
  if (!command.lists.empty()) {
    command.settings.split.by = dataset::SplitRule::By::list;
    command.settings.split.lists = dataset::readSplit(command.lists);
  }
  command.settings.clip.needsSound = !command.allowsSilent;
  command.settings.mostFrames = std::llround(command.mostSeconds * 25);
  ProgressLine line("clips");
  bool hasBegun = false;
  const auto told = [&](const dataset::PrepareProgress& progress) {
    if (!std::exchange(hasBegun, true)) sayRoom(progress);
    line.update(progress.done, progress.total,
                progress.refused > 0 ? std::to_string(progress.refused) + " refused" : "");
  };
  const auto prepared = dataset::prepareSet(corpus, command.out, command.settings, told, stop);
  line.end();
  if (!prepared) return cli::kCancelled;
  print(*prepared);
  if (prepared->parts.empty()) throw base::Error(base::Fault::nothingToLearn, {}, command.folder);
  return cli::kDone;
}

static void addSplit(CLI::App& sub, PrepareCommand& command) {
  using By = dataset::SplitRule::By;
  static const std::map<std::string, By> kRules{
      {"corpus", By::corpus}, {"hash", By::hash}, {"speaker", By::speaker}};
  dataset::SplitRule& split = command.settings.split;
  sub.add_option("--split", split.by,
                 "Who trains and who judges: as the corpus says, by hash of what is said, by speaker")
      ->transform(CLI::CheckedTransformer(kRules))
      ->option_text("corpus|hash|speaker");
  sub.add_option("--lists", command.lists,
                 "Folder with train.txt, valid.txt, test.txt: a clip a line; others are left out")
      ->check(CLI::ExistingDirectory);
  sub.add_option("--test-speakers", split.testSpeakers, "Speakers who only judge, with commas")
      ->delimiter(',')
      ->allow_extra_args(false);
  sub.add_option("--valid-speakers", split.validSpeakers, "Speakers who only validate")
      ->delimiter(',')
      ->allow_extra_args(false);
  sub.add_option("--test-share", split.testShare, "Part of the others that judges")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  sub.add_option("--valid-share", split.validShare, "Part of the others that validates")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
}

static void addMakeSet(CLI::App& app, Context& context, int& exitCode) {
  const auto command = std::make_shared<PrepareCommand>();
  dataset::PrepareSettings& settings = command->settings;
  settings.clip.network = face_mesh::landmarkNetwork();
  settings.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  CLI::App* sub = app.add_subcommand("prepare", "Make a set of talking people from a folder of videos");
  sub->add_option("folder", command->folder, "Videos: GRID, LRS2, LRW, TalkLip's own training layout, or any")
      ->required()
      ->check(CLI::ExistingDirectory);
  sub->add_option("--out", command->out, "Folder of the set; one that was begun is gone on with")->required();
  sub->add_option("--edge", settings.clip.edge, "Edge of the square pictures")
      ->check(CLI::Range(32, 1024))
      ->capture_default_str();
  sub->add_option("--longest", command->mostSeconds, "Seconds; longer videos are cut into pieces")
      ->check(CLI::Range(1.0, 3600.0))
      ->capture_default_str();
  sub->add_flag("--allow-silent", command->allowsSilent, "Take videos without a voice, too");
  sub->add_option("--jobs", settings.jobs, "Videos at once")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  sub->add_option("--landmarks", settings.clip.landmarks, "Another landmark model");
  addSplit(*sub, *command);
  sub->callback([command, &context, &exitCode] { exitCode = prepare(*command, context.stop); });
}

struct ExportCommand {
  std::filesystem::path set, out;
};

static int exportSet(const ExportCommand& command, const std::stop_token& stop) {
  const dataset::Set set(command.set);
  ProgressLine line("clips");
  const auto told = [&](std::int64_t done) { line.update(done, std::ssize(set.clips())); };
  const bool isDone = dataset::exportSet(set, command.out, told, stop);
  line.end();
  return isDone ? cli::kDone : cli::kCancelled;
}

static void addExport(CLI::App& app, Context& context, int& exitCode) {
  const auto command = std::make_shared<ExportCommand>();
  CLI::App* sub = app.add_subcommand("export", "Write a set as TalkLip's own training code reads it");
  sub->add_option("set", command->set, "A prepared set")->required()->check(CLI::ExistingDirectory);
  sub->add_option("--out", command->out, "Folder to write; one that was begun is gone on with")->required();
  sub->callback([command, &context, &exitCode] { exitCode = exportSet(*command, context.stop); });
}

void addPrepare(CLI::App& app, Context& context, int& exitCode) {
  addMakeSet(app, context, exitCode);
  addExport(app, context, exitCode);
}

}  // namespace train
