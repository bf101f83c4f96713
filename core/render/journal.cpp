#include "core/render/journal.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"

namespace dub {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

static constexpr int kVersion = 2;

std::string writeJournal(const Journal& journal) {
  return nlohmann::ordered_json{{"redubJournal", kVersion},
                                {"fingerprint", journal.fingerprint},
                                {"chunkFrames", journal.chunkFrames},
                                {"frames", journal.frames}}
      .dump(2);
}

Journal parseJournal(std::string_view json) {
  try {
    const auto tree = nlohmann::json::parse(json);
    if (tree.at("redubJournal") != kVersion)
      throw Error(Fault::journalDamaged, {}, {}, "a journal of another version");
    for (const char* key : {"chunkFrames", "frames"})  // 1e99 is a number, too, but none that fits
      if (!tree.at(key).is_number_integer()) throw Error(Fault::journalDamaged, {}, {}, "impossible numbers");
    const Journal journal{tree.at("fingerprint").get<std::string>(),
                          tree.at("chunkFrames").get<std::int64_t>(), tree.at("frames").get<std::int64_t>()};
    constexpr std::int64_t kMost = std::int64_t{1} << 40;
    if (journal.chunkFrames < 1 || journal.chunkFrames > kMost || journal.frames < 1 ||
        journal.frames > kMost)
      throw Error(Fault::journalDamaged, {}, {}, "impossible numbers");
    return journal;
  } catch (const nlohmann::json::exception& e) {
    throw Error(Fault::journalDamaged, {}, {}, e.what());
  }
}

static constexpr const char *kLock = "lock", *kJournal = "journal.json";
static constexpr std::string_view kChunk = "chunk-", kOutput = "output";

static bool isOurs(const fs::path& path) {
  const std::string name = path.filename().string();
  const bool isChunk =
      name.starts_with(kChunk) && name.find_first_not_of("0123456789", kChunk.size()) == name.npos;
  return name == kLock || name == kJournal || isChunk || path.stem() == kOutput ||
         base::isUnfinishedName(path);
}

static std::vector<fs::path> contents(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code ended;
  for (fs::directory_iterator at(folder, ended), end; !ended && at != end; at.increment(ended))
    paths.push_back(at->path());
  return paths;
}

// What a render has left, all but the lock.
static void clear(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::path& path : contents(folder))
    if (isOurs(path) && path.filename() != kLock) fs::remove(path, ignored);
}

WorkFolder::WorkFolder(const fs::path& output) : path_(output), ending_(output.extension().string()) {
  path_ += ".redub-work";
  base::removeUnfinished(output.has_parent_path() ? output.parent_path() : ".");
  while (!tryLock()) {
  }
}

// False when the process that had the folder has removed it meanwhile, with the lock: then it is made anew.
bool WorkFolder::tryLock() {
  std::error_code failure, ignored;
  const auto refuse = [&](const fs::path& path) { throw Error(Fault::workFolderForeign, {}, path); };
  fs::create_directory(path_, failure);
  const fs::file_status there = fs::symlink_status(path_, ignored);
  if (fs::exists(there) && !fs::is_directory(there)) refuse(path_);
  const auto check = [&] {
    if (failure) throw Error(Fault::folderNotMade, {}, path_, failure.message());
  };
  check();
  for (const fs::path& path : contents(path_))
    if (!isOurs(path)) refuse(path);
  lock_ = platform::File::openOrCreate(path_ / kLock, failure);
  if (failure == std::errc::no_such_file_or_directory) return false;
  check();
  if (lock_.lock() == std::errc::resource_unavailable_try_again)
    throw Error(Fault::renderRunning, {}, fs::path(path_).replace_extension());
  return lock_.isAt(path_ / kLock);
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  if (lock_.isOpen() && (!fs::exists(path_ / kJournal, ignored) || finishedChunks() == 0)) remove();
}

std::optional<Journal> WorkFolder::unfinished() const {
  try {
    return parseJournal(base::readFile(path_ / kJournal, 1u << 20));
  } catch (const Error&) {
    return std::nullopt;
  }
}

void WorkFolder::begin(const Journal& journal) {
  clear(path_);
  base::writeFile(path_ / kJournal, writeJournal(journal));
}

fs::path WorkFolder::chunk(std::int64_t number) const {
  char name[32];
  std::snprintf(name, sizeof name, "%s%06lld", kChunk.data(), static_cast<long long>(number));
  return path_ / name;
}

fs::path WorkFolder::output() const { return path_ / (std::string(kOutput) + ending_); }

std::int64_t WorkFolder::finishedChunks() const {
  std::int64_t n = 0;
  std::error_code ignored;
  while (fs::exists(chunk(n), ignored)) ++n;
  return n;
}

// The lock goes while it is held: who has opened it meanwhile sees that it is not there any more.
void WorkFolder::remove() {
  std::error_code ignored;
  clear(path_);
  fs::remove(path_ / kLock, ignored);
  fs::remove(path_, ignored);
  lock_ = {};
}

}  // namespace dub
