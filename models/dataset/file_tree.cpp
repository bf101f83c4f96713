#include "models/dataset/file_tree.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/error.h"

namespace dataset {

namespace fs = std::filesystem;

static bool isOneOf(std::string ending, std::span<const std::string_view> endings) {
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::ranges::find(endings, ending) != endings.end();
}

FileTree look(const fs::path& root) {
  static constexpr std::array<std::string_view, 16> kVideos{".mp4",  ".mkv", ".mov", ".avi", ".mpg", ".mpeg",
                                                            ".webm", ".m4v", ".wmv", ".flv", ".ts",  ".mts",
                                                            ".3gp",  ".ogv", ".mxf", ".m2ts"};
  static constexpr std::array<std::string_view, 4> kNotes{".align", ".txt", ".wav", ".npy"};
  FileTree tree{.root = root};
  std::error_code failure;
  for (fs::recursive_directory_iterator at(root, fs::directory_options::skip_permission_denied, failure), end;
       !failure && at != end; at.increment(failure)) {
    std::error_code ignored;
    const std::string file = at->path().filename().string(), extension = at->path().extension().string();
    const bool isHidden = file.starts_with('.');
    if (isHidden && at->is_directory(ignored)) at.disable_recursion_pending();
    const bool isVideo = isOneOf(extension, kVideos);
    if (isHidden || (!isVideo && !isOneOf(extension, kNotes)) || !at->is_regular_file(ignored)) continue;
    const fs::path path = at->path().lexically_relative(root);
    isVideo ? tree.videos.push_back(path) : static_cast<void>(tree.notes.insert(path.generic_string()));
  }
  if (failure) throw base::Error(base::Fault::fileUnreadable, {}, root, failure.message());
  std::ranges::sort(tree.videos);
  return tree;
}

fs::path ending(fs::path file, const char* extension) { return file.replace_extension(extension); }

}  // namespace dataset
