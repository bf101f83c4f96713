#include "models/dataset/prepare_set.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/platform/file.h"
#include "models/dataset/pieces.h"
#include "models/dataset/set_writer.h"
#include "models/dataset/shard.h"
#include "models/dataset/workshop.h"

namespace dataset {

namespace fs = std::filesystem;

namespace {

// Which file, as far as its size tells, and which part of it.
std::string inWords(const ClipSource& source) {
  std::error_code failure;
  const auto bytes = fs::file_size(source.video, failure);
  std::string words = failure ? "missing" : std::to_string(bytes);
  if (source.frames > 0)
    words += " from " + std::to_string(source.first) + ' ' + std::to_string(source.frames);
  return words;
}

std::string inWords(const ClipSettings& settings) {
  char words[80];
  std::snprintf(words, sizeof words, "edge %lld, face %.3g%s", static_cast<long long>(settings.edge),
                settings.faceShare, settings.needsSound ? "" : ", silent ones, too");
  return words + (settings.network.make ? ", " + settings.network.name : "");
}

// What cannot be read is tried again.
bool isDone(const SetWriter& writer, const Source& source) {
  const Fate* fate = writer.fateOf(source.info.name);
  return fate != nullptr && fate->source == inWords(source.files) &&
         (fate->frames > 0 || fate->refused.why != Refused::Why::unreadable);
}

ClipInfo infoOf(const Source& source, std::int64_t frames) {
  ClipInfo info = source.info;
  info.part = source.part.value();
  info.frames = frames;
  const auto end = static_cast<double>(frames);
  std::erase_if(info.words, [&](const Word& word) { return !(word.begin >= 0 && word.begin < end); });
  for (Word& word : info.words) word.end = std::clamp(word.end, word.begin, end);
  return info;
}

std::string inOneCell(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

Prepared finish(SetWriter& writer, const std::vector<Source>& sources, const fs::path& set) {
  Prepared prepared;
  std::vector<ClipInfo> clips;
  std::map<Part, std::set<std::string>> speakers;
  std::string refused;
  for (const Source& source : sources) {
    const Fate& fate = *writer.fateOf(source.info.name);
    if (fate.frames == 0) {
      ++prepared.refused[fate.refused.why];
      refused +=
          source.info.name + '\t' + name(fate.refused.why) + '\t' + inOneCell(fate.refused.detail) + '\n';
      continue;
    }
    clips.push_back(infoOf(source, fate.frames));
    const ClipInfo& clip = clips.back();
    speakers[clip.part].insert(clip.speaker);
    PartCount& part = prepared.parts[clip.part];
    part = {part.clips + 1, part.frames + clip.frames, static_cast<std::int64_t>(speakers[clip.part].size())};
  }
  base::writeFile(set / "refused.tsv", refused);
  writer.finish(clips);
  return prepared;
}

// About what clips of so many pictures take, and whether there is room.
void weigh(PrepareProgress& progress, double frames, std::int64_t edge, const fs::path& set) {
  constexpr std::int64_t kMegabyte = 1 << 20, kSpare = 64 * kMegabyte;
  const auto perThousand = static_cast<double>(partsOf(1000, edge).end);
  progress.bytes = std::llround(frames * perThousand / 1000);
  progress.freeBytes = static_cast<std::int64_t>(platform::freeBytes(set));
  if (progress.bytes + kSpare > progress.freeBytes)
    throw base::Error(
        base::Fault::diskTooSmall,
        {{"neededMb", (progress.bytes + kSpare) / kMegabyte}, {"freeMb", progress.freeBytes / kMegabyte}},
        set);
}

// Prepares the sources that have no fate yet. False when stopped.
bool work(SetWriter& writer, const std::vector<const Source*>& missing, const PrepareSettings& settings,
          PrepareProgress progress, const std::function<void(const PrepareProgress&)>& told,
          const std::stop_token& stop) {
  std::vector<ClipSource> files;
  for (const Source* source : missing) files.push_back(source->files);
  Workshop workshop(std::move(files), settings.clip, settings.jobs, stop);
  for (const Source* source : missing) {
    auto result = workshop.next();
    if (!result) return false;
    if (auto* clip = std::get_if<Clip>(&*result)) {
      clip->info.name = source->info.name;
      writer.add(clip->view(), inWords(source->files));
    } else {
      writer.refuse(source->info.name, inWords(source->files), std::get<Refused>(*result));
      ++progress.refused;
    }
    ++progress.done;
    told(progress);
  }
  return true;
}

}  // namespace

std::optional<Prepared> prepareSet(const Corpus& corpus, const fs::path& set, const PrepareSettings& settings,
                                   const std::function<void(const PrepareProgress&)>& told,
                                   std::stop_token stop) {
  std::vector<Source> listed = corpus.sources;
  for (Source& source : listed) source.part = partOf(source, settings.split);  // pieces have their whole's
  std::erase_if(listed, [](const Source& source) { return !source.part; });
  const auto leftOut = std::ssize(corpus.sources) - std::ssize(listed);
  const auto sources = cutLong(std::move(listed), settings.mostFrames, stop);
  if (!sources) return std::nullopt;

  SetWriter writer(set, settings.clip.edge, inWords(settings.clip));
  std::vector<const Source*> missing;
  for (const Source& source : *sources)
    if (!isDone(writer, source)) missing.push_back(&source);
  PrepareProgress progress{std::ssize(*sources) - std::ssize(missing), std::ssize(*sources)};
  weigh(progress, estimateFrames(missing, stop), settings.clip.edge, set);
  told(progress);
  if (!work(writer, missing, settings, progress, told, stop)) return std::nullopt;
  Prepared prepared = finish(writer, *sources, set);
  prepared.leftOut = leftOut;
  return prepared;
}

}  // namespace dataset
