#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "models/judging/lip_reader.h"

namespace train {

std::filesystem::path ownReader();  // the reader of words that comes with Redub

// Readers by "[NAME=]FILE". Throws as parseNamed and judging::openReader do.
std::vector<judging::LipReader> openReaders(const std::vector<std::string>& texts);

}  // namespace train
