#include "models/dataset/layouts.h"
#include "models/dataset/transcript.h"

namespace dataset {

namespace fs = std::filesystem;

static Transcript saidIn(const FileTree& tree, const fs::path& video) {
  if (const fs::path words = ending(video, ".align"); tree.has(words))
    return readAlignment(tree.root / words);
  if (const fs::path text = ending(video, ".txt"); tree.has(text)) return readTranscript(tree.root / text);
  return {};
}

std::vector<Source> readFolder(const FileTree& tree) {
  std::vector<Source> sources;
  for (const fs::path& video : tree.videos) {
    Transcript said = saidIn(tree, video);
    Source source{.files = {.video = tree.root / video}};
    source.info.name = ending(video, "").generic_string();
    source.info.speaker = video.has_parent_path() ? video.begin()->string() : video.stem().string();
    source.info.text = std::move(said.text);
    source.info.words = std::move(said.words);
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace dataset
