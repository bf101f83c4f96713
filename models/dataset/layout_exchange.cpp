#include <algorithm>
#include <sstream>

#include "core/base/file.h"
#include "models/dataset/layouts.h"
#include "models/dataset/transcript.h"

namespace dataset {

namespace fs = std::filesystem;

std::map<std::string, Part> readLists(const fs::path& folder) {
  constexpr std::size_t kMostBytes = 1 << 28;
  constexpr std::pair<const char*, Part> kLists[] = {{"train.txt", Part::train},
                                                     {"val.txt", Part::valid},
                                                     {"valid.txt", Part::valid},
                                                     {"test.txt", Part::test}};
  std::map<std::string, Part> parts;
  for (const auto& [file, part] : kLists) {
    std::error_code ignored;
    if (!fs::is_regular_file(folder / file, ignored)) continue;
    std::istringstream lines(base::readFile(folder / file, kMostBytes));
    for (std::string line; std::getline(lines, line);) {
      std::string clip;
      std::istringstream(line) >> clip;
      if (!clip.empty()) parts[clip] = part;
    }
  }
  return parts;
}

// The trees of files that belong to the clips: without ending, by `has`.
static std::optional<fs::path> treeOf(const fs::path& root, const std::string& clip, auto has) {
  std::vector<fs::path> tops{fs::path()};
  std::error_code failure;
  for (fs::directory_iterator at(root, failure), end; !failure && at != end; at.increment(failure))
    if (at->is_directory()) tops.push_back(at->path().filename());
  std::ranges::sort(tops);
  const auto found = std::ranges::find_if(tops, [&](const fs::path& top) { return has(top / clip); });
  return found == tops.end() ? std::nullopt : std::optional(*found);
}

static fs::path withEnding(const fs::path& path, const char* extension) { return path.string() + extension; }

std::vector<Source> readExchange(const FileTree& tree) {
  const std::map<std::string, Part> lists = readLists(tree.root);
  if (lists.empty()) return {};
  const std::string& first = lists.begin()->first;
  const auto notes = [&](const char* extension) {
    return treeOf(tree.root, first, [&](const fs::path& at) { return tree.has(withEnding(at, extension)); });
  };
  const auto videos = treeOf(tree.root, first, [&](const fs::path& at) {
    return std::ranges::binary_search(tree.videos, withEnding(at, ".mp4"));
  });
  const auto boxes = notes(".npy"), sounds = notes(".wav"), texts = notes(".txt");
  if (!videos || !boxes) return {};
  std::vector<Source> sources;
  for (const auto& [clip, part] : lists) {
    const auto file = [&](const std::optional<fs::path>& top, const char* extension) {
      const fs::path path = top ? withEnding(*top / clip, extension) : fs::path();
      return top && tree.has(path) ? tree.root / path : fs::path();
    };
    Source source{.files = {.video = tree.root / withEnding(*videos / clip, ".mp4"), .isCentred = true},
                  .part = part};
    source.files.boxes = file(boxes, ".npy");
    source.files.sound = file(sounds, ".wav");
    source.info.name = clip;
    source.info.speaker = clip.substr(0, clip.find('/'));
    if (const fs::path text = file(texts, ".txt"); !text.empty()) {
      Transcript said = readTranscript(text);
      source.info.text = std::move(said.text);
      source.info.words = std::move(said.words);
    }
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace dataset
