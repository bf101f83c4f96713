#include "core/render/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"

namespace dub {

namespace fs = std::filesystem;
using base::Code;
using base::Error;

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
    if (tree.at("redubJournal") != kVersion) throw Error(Code::unreadable, "a journal of another version");
    for (const char* key : {"chunkFrames", "frames"})  // 1e99 is a number, too, but none that fits
      if (!tree.at(key).is_number_integer())
        throw Error(Code::unreadable, "a journal with impossible numbers");
    const Journal journal{tree.at("fingerprint").get<std::string>(),
                          tree.at("chunkFrames").get<std::int64_t>(), tree.at("frames").get<std::int64_t>()};
    constexpr std::int64_t kMost = std::int64_t{1} << 40;
    if (journal.chunkFrames < 1 || journal.chunkFrames > kMost || journal.frames < 1 ||
        journal.frames > kMost)
      throw Error(Code::unreadable, "a journal with impossible numbers");
    return journal;
  } catch (const nlohmann::json::exception& e) {
    throw Error(Code::unreadable, "a damaged journal", {}, e.what());
  }
}

WorkFolder::WorkFolder(const fs::path& output) : path_(output) {
  path_ += ".redub-work";
  std::error_code error;
  fs::create_directory(path_, error);
  const fs::path lock = path_ / "lock";
  lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock_ < 0)
    throw Error(Code::io, "cannot write to the work folder " + path_.string(), path_, error.message());
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw Error(Code::exists,
                "another Redub is rendering " + output.string() + ": wait for it, or choose another name",
                path_);
  }
}

WorkFolder::~WorkFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  if (!fs::exists(path_ / "journal.json", ignored) || finishedChunks() == 0) fs::remove_all(path_, ignored);
  ::close(lock_);
}

std::optional<Journal> WorkFolder::unfinished() const {
  try {
    return parseJournal(base::readFile(path_ / "journal.json"));
  } catch (const Error&) {
    return std::nullopt;
  }
}

void WorkFolder::begin(const Journal& journal) {
  for (const fs::directory_entry& entry : fs::directory_iterator(path_))
    if (entry.path().filename() != "lock") fs::remove_all(entry.path());
  base::writeFile(path_ / "journal.json", writeJournal(journal));
}

fs::path WorkFolder::chunk(std::int64_t number) const {
  char name[32];
  std::snprintf(name, sizeof name, "chunk-%06lld", static_cast<long long>(number));
  return path_ / name;
}

std::int64_t WorkFolder::finishedChunks() const {
  std::int64_t n = 0;
  std::error_code ignored;
  while (fs::exists(chunk(n), ignored)) ++n;
  return n;
}

void WorkFolder::remove() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  ::close(lock_);
  lock_ = -1;
}

}  // namespace dub
