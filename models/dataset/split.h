#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/dataset/layout.h"

namespace dataset {

// Which clips teach, which tell when to stop, and which judge.
struct SplitRule {
  enum class By {
    corpus,   // as the corpus says, by hash where it does not
    hash,     // of the text, or of the name where there is none: clips of one sentence stay together
    speaker,  // by hash of the speaker
    list,     // as lists say; who is in none is left out
  } by = By::corpus;
  std::map<std::string, Part> lists;                     // by name
  std::vector<std::string> validSpeakers, testSpeakers;  // wholly, before any other rule
  double validShare = 0.05, testShare = 0.05;            // by hash
};

// Depends on the clip alone, so that it keeps its part when others come. nullopt: left out.
std::optional<Part> partOf(const Source& source, const SplitRule& rule);

// The parts that the lists of a folder name: train.txt, valid.txt or val.txt, test.txt, a clip a line. Throws
// Error(fileMissing) where there is none.
std::map<std::string, Part> readSplit(const std::filesystem::path& folder);

}  // namespace dataset
