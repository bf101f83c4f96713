#include "models/judging/judge.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/set_index.h"
#include "models/judging/picture_scores.h"
#include "models/judging/sync_scores.h"
#include "models/judging/table.h"

namespace judging {

static constexpr const char* kMethod = "1";  // counts up when the same pictures get other scores

static void checkSpeakers(const dataset::Set& set, const std::vector<std::size_t>& clips,
                          const std::vector<std::string>& speakers) {
  std::set<std::string> known;
  for (const std::size_t clip : clips) known.insert(set.clips()[clip].speaker);
  std::string names;
  for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
  for (const std::string& speaker : speakers)
    if (!known.contains(speaker))
      throw base::Error(base::Fault::choiceUnknown,
                        {{"kind", std::string("speaker")}, {"text", speaker}, {"known", names}});
}

std::vector<std::size_t> chosenClips(const dataset::Set& set, dataset::Part part,
                                     const std::vector<std::string>& speakers, std::size_t most) {
  std::vector<std::size_t> clips = set.clipsOf(part);
  if (clips.empty()) throw base::Error(base::Fault::setEmpty, {{"part", std::string("judge")}});
  checkSpeakers(set, clips, speakers);
  std::erase_if(clips, [&](std::size_t clip) {
    return !speakers.empty() && std::ranges::find(speakers, set.clips()[clip].speaker) == speakers.end();
  });
  if (most == 0 || most >= clips.size()) return clips;
  std::vector<std::size_t> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(clips[i * clips.size() / most]);
  return some;
}

// All that a score depends on but for the system.
static std::map<std::string, std::string> settingsOf(const Plan& plan) {
  std::string readers;
  for (const LipReader& reader : plan.readers)
    readers += (readers.empty() ? "" : ", ") + reader.name + ' ' + reader.version;
  return {{"method", kMethod},
          {"set", base::sha256OfFile(plan.set / dataset::kIndexFile)},
          {"speech", plan.speech == Speech::own ? "own" : "other"},
          {"readers", readers},
          {"sync", plan.syncVersion}};
}

std::vector<std::optional<std::size_t>> speechesOf(const dataset::Set& set, const Plan& plan) {
  if (plan.speech == Speech::other) return otherSpeech(set.clips(), plan.clips);
  return {plan.clips.begin(), plan.clips.end()};
}

Order orderOf(const dataset::Set& set, const Plan& plan, std::size_t clip, std::size_t speech) {
  return orderOf(set, clip, plan.speech == Speech::own ? std::nullopt : std::optional(speech));
}

// Rather than after hours of other systems' work.
static void checkVideos(const dataset::Set& set, const Plan& plan) {
  for (const System& system : plan.systems)
    if (std::ranges::all_of(plan.clips,
                            [&](std::size_t clip) { return system.version(set.clips()[clip]).empty(); }))
      throw base::Error(base::Fault::nothingToJudge, {{"system", system.name}});
}

// Judges a clip; the recorded faces are found once for all systems.
class ClipJudge {
 public:
  ClipJudge(const Plan& plan, const Order& order) : plan_(plan), order_(order) {}

  // nullopt when stopped.
  std::optional<Result> operator()(const System& system, const std::string& version,
                                   const std::stop_token& stop) {
    const std::optional<Made> made = system.make(order_, stop);
    if (!made) return std::nullopt;
    Result result{.system = system.name,
                  .version = version,
                  .clip = order_.recorded.info->name,
                  .speaker = order_.recorded.info->speaker,
                  .speechOf = order_.speechOf,
                  .said = order_.wanted.info->text,
                  .isPrepared = made->isPrepared,
                  .missing = made->missing};
    if (!made->missing.empty()) return result;
    const dataset::ClipView clip = made->clip.view();
    if (order_.isOwn() && !addPictures(result, clip, stop)) return std::nullopt;
    if (!plan_.syncNet.empty()) result.scores.merge(syncScores(plan_.syncNet, clip));
    for (const LipReader& reader : plan_.readers) {
      ReadClip read = readingScores(reader, order_, clip);
      result.scores.merge(read.scores);
      result.read[reader.name] = std::move(read.text);
    }
    return result;
  }

 private:
  bool addPictures(Result& result, const dataset::ClipView& clip, const std::stop_token& stop) {
    if (!recorded_) recorded_ = facesOf(order_.recorded, stop);
    const std::optional<Faces> faces = recorded_ ? facesOf(clip, stop) : std::nullopt;
    if (!faces) return false;
    result.scores = pictureScores(*recorded_, *faces);
    return true;
  }

  const Plan& plan_;
  const Order& order_;
  std::optional<Faces> recorded_;
};

// For those who make videos elsewhere.
static void writeSpeeches(const dataset::Set& set, const Plan& plan,
                          const std::vector<std::optional<std::size_t>>& speeches,
                          const std::filesystem::path& folder) {
  std::string lines = "clip,speech\n";
  for (std::size_t i = 0; i < speeches.size(); ++i)
    if (speeches[i])
      lines +=
          csvField(set.clips()[plan.clips[i]].name) + ',' + csvField(set.clips()[*speeches[i]].name) + '\n';
  base::writeFile(folder / "speeches.csv", lines);
}

std::optional<std::vector<Result>> judge(const dataset::Set& set, const Plan& plan,
                                         const std::filesystem::path& folder,
                                         const std::function<void(const JudgingProgress&)>& told,
                                         const std::stop_token& stop) {
  checkVideos(set, plan);
  Journal journal(folder, settingsOf(plan));
  const auto speeches = speechesOf(set, plan);
  if (plan.speech == Speech::other) writeSpeeches(set, plan, speeches, folder);
  JudgingProgress progress;
  progress.total =
      std::ranges::count_if(speeches, [](const auto& s) { return s.has_value(); }) * std::ssize(plan.systems);
  std::vector<Result> results;
  bool isNew = true;
  for (std::size_t i = 0; i < plan.clips.size(); ++i) {
    if (!speeches[i]) continue;
    const Order order = orderOf(set, plan, plan.clips[i], *speeches[i]);
    ClipJudge judgeClip(plan, order);
    for (const System& system : plan.systems) {
      const std::string version = system.version(*order.recorded.info);
      const Result* known = journal.find(system.name, version, order.recorded.info->name);
      if (known == nullptr) {
        if (std::exchange(isNew, false)) told(progress);  // from here on it takes time
        const std::optional<Result> result = judgeClip(system, version, stop);
        if (!result || stop.stop_requested()) return std::nullopt;
        known = &journal.add(*result);
      }
      results.push_back(*known);
      progress.missing += known->missing.empty() ? 0 : 1;
      ++progress.done;
      if (!isNew) told(progress);
    }
  }
  return results;
}

}  // namespace judging
