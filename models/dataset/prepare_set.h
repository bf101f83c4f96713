#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/outcome.h"
#include "models/dataset/layout.h"
#include "models/dataset/split.h"

namespace dataset {

struct PrepareSettings {
  ClipSettings clip;
  SplitRule split;
  int jobs = 1;                   // threads
  std::int64_t mostFrames = 750;  // longer videos are cut into pieces
};

struct PartCount {
  std::int64_t clips = 0, frames = 0, speakers = 0;
};
struct Prepared {
  std::map<Part, PartCount> parts;
  std::map<Refused::Why, std::int64_t> refused;
  std::int64_t leftOut = 0;  // by the split
};

struct PrepareProgress {
  std::int64_t done = 0, total = 0, refused = 0;
  std::int64_t bytes = 0, freeBytes = 0;  // about what will be written, and the room before
};

// Prepares what of a corpus is not in the set yet, in the order of the names whatever the threads do, and
// writes the index and the list of what was refused, "refused.tsv". `told` is called on this thread before
// the work and after every clip. nullopt when stopped. Throws Error as SetWriter does; diskTooSmall before
// the work.
std::optional<Prepared> prepareSet(const Corpus& corpus, const std::filesystem::path& set,
                                   const PrepareSettings& settings,
                                   const std::function<void(const PrepareProgress&)>& told,
                                   std::stop_token stop = {});

}  // namespace dataset
