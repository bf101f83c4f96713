#include "models/dataset/layout.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "models/dataset/layouts.h"
#include "models/dataset/set_index.h"

namespace dataset {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

const char* name(Layout layout) {
  switch (layout) {
    case Layout::grid:
      return "the GRID corpus";
    case Layout::lrs2:
      return "LRS2's layout";
    case Layout::lrw:
      return "LRW's layout";
    case Layout::exchange:
      return "the layout of TalkLip's own training";
    case Layout::prepared:
      return "a prepared set";
    case Layout::folder:
      return "a folder of videos";
  }
  return "";
}

// Text as UTF-8, whatever the file system or a text file holds.
static std::string utf8(const std::string& text) {
  using Json = nlohmann::json;
  return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

static std::string clipName(std::string text) {
  text = utf8(text);
  for (char& c : text)
    if (std::string_view("\\:\t\r\n").find(c) != std::string_view::npos) c = '_';
  return text;
}

// Names that a set takes, each once: videos that differ in their ending alone keep it.
static void tidy(std::vector<Source>& sources) {
  std::map<std::string, int> times;
  for (Source& source : sources) {
    source.info.name = clipName(source.info.name);
    source.info.speaker = utf8(source.info.speaker);
    source.info.text = utf8(source.info.text);
    for (Word& word : source.info.words) word.text = utf8(word.text);
    ++times[source.info.name];
  }
  for (Source& source : sources)
    if (times[source.info.name] > 1) source.info.name += clipName(source.files.video.extension().string());
  std::erase_if(sources, [](const Source& source) { return !isClipName(source.info.name); });
  std::ranges::sort(sources, {}, [](const Source& source) { return source.info.name; });
  const auto twice = std::ranges::unique(sources, {}, [](const Source& source) { return source.info.name; });
  sources.erase(twice.begin(), twice.end());
}

Corpus readCorpus(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) throw Error(Fault::fileMissing, {}, folder);
  if (fs::exists(folder / kIndexFile, ignored)) return {Layout::prepared, {}};
  const FileTree tree = look(folder);
  constexpr std::pair<Layout, std::vector<Source> (*)(const FileTree&)> kReaders[] = {
      {Layout::exchange, readExchange}, {Layout::grid, readGrid},     {Layout::lrw, readLrw},
      {Layout::lrs2, readLrs2},         {Layout::folder, readFolder},
  };
  for (const auto& [layout, read] : kReaders) {
    Corpus corpus{layout, read(tree)};
    tidy(corpus.sources);
    if (!corpus.sources.empty()) return corpus;
  }
  throw Error(Fault::nothingToLearn, {}, folder);
}

}  // namespace dataset
