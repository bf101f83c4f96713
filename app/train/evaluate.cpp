// How good dubs are.
#include <algorithm>
#include <cstdio>
#include <map>
#include <thread>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "app/train/lip_readers.h"
#include "app/train/named_file.h"
#include "app/train/progress_line.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "models/judging/evaluation.h"
#include "models/judging/sheet.h"
#include "models/store/store.h"
#include "models/training/model_file.h"
#include "models/training/threads.h"

namespace train {

static constexpr const char* kNone = "none";

static constexpr const char* kExamples = R"(
Examples:
  redub-train evaluate SET --system real --system builtin --out judged
  redub-train evaluate SET --system real --system b=run-b/models/talklip.safetensors --system wav2lip=VIDEOS --out judged
  redub-train evaluate SET --system builtin --speech other --out judged-other
A system is: real (the recorded pictures), builtin or an imported model (as a user dubs with it), a TalkLip
generator's file (painted as its paper judges it), or a folder of videos CLIP.mp4 that others have made.
An evaluation that was stopped or killed goes on; systems can be added later.)";

struct EvaluateCommand {
  std::filesystem::path set, out;
  std::vector<std::string> systems{"real", "builtin"}, readers, speakers, worstBy;
  std::string sync;
  dataset::Part part = dataset::Part::test;
  judging::Speech speech = judging::Speech::own;
  std::size_t most = 0, sheet = 2;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

static std::vector<judging::LipReader> readersOf(std::vector<std::string> texts) {
  if (texts == std::vector<std::string>{kNone}) return {};
  if (texts.empty()) texts.push_back(ownReader().string());
  return openReaders(texts);
}

// An imported SyncNet, or a file of one; empty: there is none.
static std::filesystem::path syncNetFile(const std::string& wanted) {
  std::error_code ignored;
  if (wanted == kNone) return {};
  if (std::filesystem::exists(wanted, ignored)) return wanted;
  if (!wanted.empty()) return store::find(wanted).file;
  for (const store::Model& model : store::list())
    if (model.kind == architecture::Kind::syncNet) return model.file;
  return {};
}

static judging::Plan planOf(const EvaluateCommand& command, const dataset::Set& set) {
  judging::Plan plan{.readers = readersOf(command.readers), .speech = command.speech, .set = command.set};
  plan.clips = judging::chosenClips(set, command.part, command.speakers, command.most);
  for (const Named& system : parseNamed(command.systems))
    plan.systems.push_back(
        judging::openSystem(system.name, system.what, command.out / "work", command.threads));
  if (const std::filesystem::path file = syncNetFile(command.sync); !file.empty()) {
    plan.syncNet = training::readModel(file).weights;
    plan.syncVersion = base::sha256OfFile(file);
  } else if (command.sync != kNone) {
    std::printf("no SyncNet is imported: LSE-C and LSE-D are left out\n");
  }
  return plan;
}

static std::string bySpeaker(const dataset::Set& set, const judging::Plan& plan) {
  std::map<std::string, int> clips;
  for (const std::size_t clip : plan.clips) ++clips[set.clips()[clip].speaker];
  std::string text;
  for (const auto& [speaker, count] : clips)
    text += (text.empty() ? "" : ", ") + speaker + " " + std::to_string(count);
  return text;
}

static void sayWhat(const dataset::Set& set, const judging::Plan& plan) {
  const auto speeches = judging::speechesOf(set, plan);
  std::printf("%zu clips of speakers %s\n", plan.clips.size(), bySpeaker(set, plan).c_str());
  if (const auto alone = std::ranges::count_if(speeches, [](const auto& s) { return !s; }); alone > 0)
    std::printf("%lld of them are left out: their speakers say nothing else\n",
                static_cast<long long>(alone));
}

static void sayMissing(const judging::Evaluation& evaluation, const judging::System& system) {
  constexpr int kNamed = 5;
  int missing = 0, prepared = 0;
  std::string named;
  for (const judging::Result& r : evaluation.results) {
    if (r.system != system.name) continue;
    prepared += r.isPrepared ? 1 : 0;
    if (!r.missing.empty() && missing++ < kNamed)
      named += (named.empty() ? "" : ", ") + r.clip + " (" + r.missing + ")";
  }
  if (missing > 0)
    std::printf("%s: %d clips are missing: %s%s\n", system.name.c_str(), missing, named.c_str(),
                missing > kNamed ? ", ..." : "");
  if (prepared > 0)
    std::printf("%s: %d videos are of another size: the face was found and cut out anew\n",
                system.name.c_str(), prepared);
}

static void tell(const judging::Evaluation& evaluation, const judging::Plan& plan) {
  std::printf("\n%s", toText(evaluation.systems).c_str());
  if (evaluation.speakers.rows.size() > plan.systems.size())
    std::printf("\n%s", toText(evaluation.speakers).c_str());
  std::printf("\n");
  for (const judging::System& system : plan.systems) sayMissing(evaluation, system);
}

static int evaluate(const EvaluateCommand& command, const std::stop_token& stop) {
  training::useThreads(command.threads);
  const dataset::Set set(command.set);
  const judging::Plan plan = planOf(command, set);
  sayWhat(set, plan);
  judging::evaluationOf({}, plan, command.worstBy);  // refuses unknown measures before the work
  ProgressLine line("judged");
  const auto told = [&](const judging::JudgingProgress& progress) {
    line.update(progress.done, progress.total,
                progress.missing > 0 ? std::to_string(progress.missing) + " missing" : "");
  };
  auto results = judging::judge(set, plan, command.out, told, stop);
  line.end();
  if (!results) return cli::kCancelled;
  const judging::Evaluation evaluation = judging::evaluationOf(std::move(*results), plan, command.worstBy);
  const std::map<std::string, std::string> about{
      {"set", std::filesystem::absolute(command.set).string()},
      {"clips", bySpeaker(set, plan)},
      {"speech", plan.speech == judging::Speech::own ? "the recorded one" : "another one of the speaker"}};
  judging::writeEvaluation(evaluation, about, command.out);
  tell(evaluation, plan);
  if (!judging::writeSheets(set, plan, evaluation.results, evaluation.order, command.sheet,
                            command.out / "strips", stop))
    return cli::kCancelled;
  std::printf(
      "written to %s: table.txt, .csv, .json, .tex, speakers.csv, clips.csv (the worst first), strips\n",
      command.out.c_str());
  judging::checkJudged(evaluation);
  return cli::kDone;
}

void addEvaluate(CLI::App& app, Context& context, int& exitCode) {
  using dataset::Part;
  static const std::map<std::string, Part> kParts{
      {"train", Part::train}, {"valid", Part::valid}, {"test", Part::test}};
  static const std::map<std::string, judging::Speech> kSpeeches{{"own", judging::Speech::own},
                                                                {"other", judging::Speech::other}};
  const auto command = std::make_shared<EvaluateCommand>();
  CLI::App* sub =
      app.add_subcommand("evaluate", "Judge dubs: pictures, synchrony, and how well lips are read");
  sub->footer(kExamples);
  sub->add_option("set", command->set, "Prepared set")->required()->check(CLI::ExistingDirectory);
  sub->add_option("--out", command->out, "Folder of the tables; one that was begun is gone on with")
      ->required();
  sub->add_option("--system", command->systems, "NAME=WHAT is judged (repeat)")->allow_extra_args(false);
  sub->add_option("--reader", command->readers,
                  "Reader of words or lip-reading expert, [NAME=]FILE (repeat); 'none' = nobody reads; "
                  "default: the word reader that comes with Redub")
      ->allow_extra_args(false);
  sub->add_option("--sync", command->sync,
                  "SyncNet: name of an imported one, or a file; 'none'; default: one that is imported");
  sub->add_option("--part", command->part, "train, valid or test")
      ->transform(CLI::CheckedTransformer(kParts));
  sub->add_option("--speakers", command->speakers, "These alone")->delimiter(',');
  sub->add_option("--clips", command->most, "At most so many clips, evenly spread; 0 = all");
  sub->add_option("--speech", command->speech,
                  "own: the recorded speech is dubbed again, as the paper does; other: another speech of the "
                  "same person, so that lips that were only copied are read as the wrong words")
      ->transform(CLI::CheckedTransformer(kSpeeches));
  sub->add_option("--worst-by", command->worstBy, "Measures that order the list of clips, e.g. ssim,lse-d")
      ->delimiter(',');
  sub->add_option("--sheet", command->sheet,
                  "Worst, middle and best clips of a system to look at, so many of each; 0 = none");
  sub->add_option("--threads", command->threads, "Processor threads")->check(CLI::Range(1, 256));
  sub->callback([command, &context, &exitCode] { exitCode = evaluate(*command, context.stop); });
}

}  // namespace train
