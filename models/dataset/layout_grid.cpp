#include <algorithm>
#include <map>

#include "models/dataset/layouts.h"
#include "models/dataset/transcript.h"

namespace dataset {

namespace fs = std::filesystem;

// GRID's name of a speaker among the folders of a path: "s12"; empty = none.
static std::string speakerIn(const fs::path& path) {
  for (const fs::path& part : path.parent_path()) {
    const std::string folder = part.string();
    if (folder.size() > 1 && folder.size() <= 3 && folder[0] == 's' &&
        folder.find_first_not_of("0123456789", 1) == folder.npos)
      return folder;
  }
  return {};
}

static std::string clipOf(const fs::path& path) { return speakerIn(path) + '/' + path.stem().string(); }

static bool isGrid(const FileTree& tree, const std::map<std::string, fs::path>& alignments) {
  const auto isOfGrid = [&](const fs::path& video) {
    return !speakerIn(video).empty() &&
           (alignments.contains(clipOf(video)) || !gridSentence(video.stem().string()).empty());
  };
  return 2 * std::ranges::count_if(tree.videos, isOfGrid) > std::ssize(tree.videos);
}

std::vector<Source> readGrid(const FileTree& tree) {
  std::map<std::string, fs::path> alignments;  // by clip
  for (const std::string& note : tree.notes)
    if (note.ends_with(".align")) alignments.emplace(clipOf(note), note);
  if (!isGrid(tree, alignments)) return {};
  std::map<std::string, fs::path> videos;  // by clip; the corpus comes in two qualities, the larger is better
  for (const fs::path& video : tree.videos) {
    if (speakerIn(video).empty()) continue;
    std::error_code ignored;
    fs::path& best = videos[clipOf(video)];
    if (best.empty() || fs::file_size(tree.root / video, ignored) > fs::file_size(tree.root / best, ignored))
      best = video;
  }
  std::vector<Source> sources;
  for (const auto& [clip, video] : videos) {
    Source source{.info = {.name = clip, .speaker = speakerIn(video)}, .files = {.video = tree.root / video}};
    const auto alignment = alignments.find(clip);
    Transcript said = alignment == alignments.end() ? Transcript{gridSentence(video.stem().string()), {}}
                                                    : readAlignment(tree.root / alignment->second);
    source.info.text = std::move(said.text);
    source.info.words = std::move(said.words);
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace dataset
