#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <tuple>

#include "core/base/platform/file.h"
#include "models/judging/score.h"
#include "models/training/log.h"

namespace judging {

// What is known of one clip of one system.
struct Result {
  std::string system, version, clip;
  std::string speaker, speechOf;            // the clip whose speech was said
  std::string said;                         // its text
  Scores scores;                            // none where it is missing
  std::map<std::string, std::string> read;  // by lip reader, freely
  bool isPrepared = false;
  std::string missing;  // why nothing was made; empty = it was
  friend bool operator==(const Result&, const Result&) = default;
};

std::string toLine(const Result& result);  // JSON
// nullopt for what is no result.
std::optional<Result> fromLine(const std::string& line);

// The folder of an evaluation, for one process at a time. Results are on the disk when add() returns.
class Journal {
 public:
  // `settings`: what all results depend on but for the system; by name. Throws Error: runBusy; runForeign
  // where the folder holds an evaluation with others; fileExists where it holds something else; diskFull, io.
  Journal(const std::filesystem::path& folder, const std::map<std::string, std::string>& settings);
  // nullptr: not judged yet.
  const Result* find(const std::string& system, const std::string& version, const std::string& clip) const;
  const Result& add(const Result& result);

 private:
  platform::File lock_;
  training::Log log_;
  std::map<std::tuple<std::string, std::string, std::string>, Result> results_;
};

}  // namespace judging
