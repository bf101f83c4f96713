#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "models/judging/journal.h"
#include "models/judging/lip_reader.h"
#include "models/judging/system.h"
#include "models/networks/weights.h"

namespace judging {

enum class Speech : std::uint8_t {
  own,    // the paper's: the recorded speech, so that pictures can be compared
  other,  // another clip's of the same person: lips that were only copied are read as the wrong words
};

struct Plan {
  std::vector<System> systems;
  std::vector<LipReader> readers;
  networks::Weights syncNet;  // empty: synchrony is not measured
  std::string syncVersion;
  Speech speech = Speech::own;
  std::filesystem::path set;       // its folder
  std::vector<std::size_t> clips;  // numbers of the set's
};

// The set's clips of a part, of these speakers (empty = all), at most so many, evenly spread (0 = all).
// Throws Error: setEmpty, choiceUnknown (a speaker who is not there).
std::vector<std::size_t> chosenClips(const dataset::Set& set, dataset::Part part,
                                     const std::vector<std::string>& speakers, std::size_t most);

struct JudgingProgress {
  std::int64_t done = 0, total = 0, missing = 0;
};

// All clips by all systems, those that the folder holds already excepted: results.jsonl grows by a line a
// clip and system. Clips whose speaker has no other speech are left out of Speech::other. By clip, then by
// system. nullopt when stopped. Throws Error as Journal and the systems do; nothingToJudge before the work
// for a system that has nothing for any clip.
std::optional<std::vector<Result>> judge(const dataset::Set& set, const Plan& plan,
                                         const std::filesystem::path& folder,
                                         const std::function<void(const JudgingProgress&)>& told,
                                         const std::stop_token& stop);

// The clip whose speech each of the plan's clips is to say; nullopt: none, the clip is left out.
std::vector<std::optional<std::size_t>> speechesOf(const dataset::Set& set, const Plan& plan);
Order orderOf(const dataset::Set& set, const Plan& plan, std::size_t clip, std::size_t speech);

}  // namespace judging
