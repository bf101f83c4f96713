#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/platform/file.h"
#include "models/dataset/prepare_clip.h"
#include "models/dataset/set_index.h"

namespace dataset {

// What a source has become.
struct Fate {
  std::string source;  // what it was made from, in words
  Place place;
  std::int64_t frames = 0;  // 0 = refused
  Refused refused;
};

// A set that is being prepared. Clips go to the end of the last shard, then a line to the journal, so that a
// process that is killed at any moment leaves finished clips alone, and the next one goes on after them. One
// thread; one process at a time.
class SetWriter {
 public:
  // Makes or opens the folder and locks it. `settings`: all that a clip depends on but for its source, in
  // words. Throws Error: runBusy; fileExists where the folder holds something else; runForeign where it holds
  // clips of other settings; diskFull, io.
  SetWriter(std::filesystem::path folder, std::int64_t edge, const std::string& settings,
            std::int64_t mostShardBytes = std::int64_t{1} << 30);

  // nullptr: not looked at yet.
  const Fate* fateOf(const std::string& name) const;
  // clip.info has its name and frames. Throws Error: diskFull, io.
  void add(const ClipView& clip, const std::string& source);
  void refuse(const std::string& name, const std::string& source, const Refused& refused);
  // Writes the index of these clips, by name, which were all added.
  void finish(const std::vector<ClipInfo>& clips);

 private:
  void lock();
  void readJournal(const std::string& settings);
  std::optional<std::int64_t> endOf(const Fate& fate) const;
  void note(const std::string& name, const Fate& fate);
  platform::File& shardFor(std::size_t bytes);

  std::filesystem::path folder_;
  std::int64_t edge_, mostShardBytes_;
  platform::File lock_, journal_, shard_;
  std::int64_t journalEnd_ = 0, shardNumber_ = -1, shardEnd_ = 0;
  std::map<std::string, Fate> fates_;
};

}  // namespace dataset
