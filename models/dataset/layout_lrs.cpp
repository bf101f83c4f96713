// The corpora of Oxford's Visual Geometry Group: LRS2 (Afouras et al. 2018), LRW (Chung and Zisserman 2016).
#include <algorithm>
#include <cstdlib>

#include "core/base/file.h"
#include "models/dataset/layouts.h"
#include "models/dataset/transcript.h"

namespace dataset {

namespace fs = std::filesystem;

static constexpr double kRate = 25;  // pictures a second
static constexpr std::size_t kMostBytes = 1 << 24;

static bool isLrs2(const FileTree& tree, const fs::path& video) {
  const fs::path text = ending(video, ".txt");
  return tree.has(text) && base::readFile(tree.root / text, kMostBytes).starts_with("Text:");
}

// Lists lie in the corpus, or beside it.
static std::map<std::string, Part> listsAround(const fs::path& root) {
  for (const char* at : {".", "..", "../.."})
    if (auto lists = readLists(root / at); !lists.empty()) return lists;
  return {};
}

std::vector<Source> readLrs2(const FileTree& tree) {
  if (tree.videos.empty() || !isLrs2(tree, tree.videos.front())) return {};
  const std::map<std::string, Part> lists = listsAround(fs::absolute(tree.root).lexically_normal());
  std::vector<Source> sources;
  for (const fs::path& video : tree.videos) {
    fs::path clip;  // as the lists name it
    for (const fs::path& step : ending(video, ""))
      if (step != "mvlrs_v1" && step != "main") clip /= step;
    Source source{.files = {.video = tree.root / video, .isCentred = true}};
    source.info.name = clip.generic_string();
    source.info.speaker = video.parent_path().filename().string();
    if (const fs::path text = ending(video, ".txt"); tree.has(text)) {
      Transcript said = readTranscript(tree.root / text);
      source.info.text = std::move(said.text);
      source.info.words = std::move(said.words);
    }
    if (const auto listed = lists.find(source.info.name); listed != lists.end())
      source.part = listed->second;
    else if (!lists.empty())
      source.part = Part::train;  // pretrain
    sources.push_back(std::move(source));
  }
  return sources;
}

static std::optional<Part> lrwPart(const fs::path& video) {
  const fs::path part = video.parent_path().filename(), word = video.parent_path().parent_path().filename();
  if (word.empty() || !video.stem().string().starts_with(word.string() + '_')) return std::nullopt;
  if (part == "train") return Part::train;
  if (part == "val") return Part::valid;
  return part == "test" ? std::optional(Part::test) : std::nullopt;
}

// The word lies in the middle of the clip, which has 29 pictures.
static std::vector<Word> lrwWords(const FileTree& tree, const fs::path& note, const std::string& word) {
  constexpr double kMiddle = 14.5;
  if (!tree.has(note)) return {};
  const std::string text = base::readFile(tree.root / note, kMostBytes);
  const std::size_t at = text.find("Duration:");
  const double pictures = at == text.npos ? 0 : std::atof(text.c_str() + at + 9) * kRate;
  if (!(pictures > 0 && pictures < 2 * kMiddle)) return {};
  return {{word, kMiddle - pictures / 2, kMiddle + pictures / 2}};
}

std::vector<Source> readLrw(const FileTree& tree) {
  std::vector<Source> sources;
  for (const fs::path& video : tree.videos) {
    const std::optional<Part> part = lrwPart(video);
    if (!part) continue;
    Source source{.files = {.video = tree.root / video}, .part = part};
    source.info.name = ending(video, "").generic_string();
    source.info.speaker = video.stem().string();  // not told
    source.info.text = plainText(video.parent_path().parent_path().filename().string());
    source.info.words = lrwWords(tree, ending(video, ".txt"), source.info.text);
    sources.push_back(std::move(source));
  }
  if (2 * sources.size() <= tree.videos.size()) return {};
  return sources;
}

}  // namespace dataset
