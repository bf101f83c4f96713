#pragma once
// Private to models/dataset: one function for each layout. Each returns nothing where the folder is of
// another one.
#include <map>

#include "models/dataset/file_tree.h"
#include "models/dataset/layout.h"

namespace dataset {

std::vector<Source> readGrid(const FileTree& tree);
std::vector<Source> readLrs2(const FileTree& tree);
std::vector<Source> readLrw(const FileTree& tree);
std::vector<Source> readExchange(const FileTree& tree);
std::vector<Source> readFolder(const FileTree& tree);

// Which part a clip is in by the lists of a folder: train.txt, valid.txt or val.txt, test.txt, a name a line.
std::map<std::string, Part> readLists(const std::filesystem::path& folder);

}  // namespace dataset
