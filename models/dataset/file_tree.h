#pragma once
// Private to models/dataset.
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace dataset {

// The videos below a folder, and the files that may tell of them (.align .txt .wav .npy). Hidden ones are
// left out.
struct FileTree {
  std::filesystem::path root;
  std::vector<std::filesystem::path> videos;  // without the root, by path
  std::set<std::string> notes;                // without the root, in generic spelling

  bool has(const std::filesystem::path& file) const { return notes.contains(file.generic_string()); }
};

// Throws Error(fileUnreadable).
FileTree look(const std::filesystem::path& root);

// A path with another ending, or none.
std::filesystem::path ending(std::filesystem::path file, const char* extension);

}  // namespace dataset
