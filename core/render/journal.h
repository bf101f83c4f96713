#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/platform/file.h"

namespace dub {

// What a work folder holds: chunks of which job. `fingerprint` covers everything that a pixel depends on.
struct Journal {
  std::string fingerprint;
  std::int64_t chunkFrames = 0;  // pictures a chunk
  std::int64_t frames = 0;       // pictures of the whole output
  std::int64_t chunks() const { return chunkFrames > 0 ? (frames + chunkFrames - 1) / chunkFrames : 0; }
  friend bool operator==(const Journal&, const Journal&) = default;
};

std::string writeJournal(const Journal& journal);
// Throws Error(unreadable) for anything that is not a journal of this version.
Journal parseJournal(std::string_view json);

// The folder beside the output in which a render works, "NAME.redub-work". One process at a time. Nothing in
// it is removed but what Redub has made.
class WorkFolder {
 public:
  // Makes or opens the folder and locks it. Throws Error: exists, when another process renders there, or when
  // it is a link, no folder, or holds anything that is not of a render; io.
  explicit WorkFolder(const std::filesystem::path& output);
  ~WorkFolder();  // unlocks; removes the folder when it holds nothing that a resumed run could use
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  // The journal of an earlier, unfinished run; nullopt when there is none or it cannot be read.
  std::optional<Journal> unfinished() const;
  // Forgets what an earlier run left and starts with this journal.
  void begin(const Journal& journal);
  std::filesystem::path chunk(std::int64_t number) const;
  // Where the whole output lies until it has been checked.
  std::filesystem::path output() const;
  // How many chunks are finished: 0 .. n-1 without a hole.
  std::int64_t finishedChunks() const;
  // All is done: the folder is removed.
  void remove();
  const std::filesystem::path& path() const { return path_; }

 private:
  bool tryLock();
  std::filesystem::path path_;
  std::string ending_;  // of the output
  platform::File lock_;
};

}  // namespace dub
