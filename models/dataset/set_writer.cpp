#include "models/dataset/set_writer.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/shard.h"

namespace dataset {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;
using Json = nlohmann::ordered_json;

static constexpr const char *kLock = "lock", *kJournal = "journal.jsonl";
static constexpr int kVersion = 1;

static void check(const std::error_code& failure, const fs::path& path) {
  if (failure) throw base::writeError(failure, path);
}

static Refused::Why whyOf(const std::string& text) {
  for (int i = 0; i <= static_cast<int>(Refused::Why::unreadable); ++i)
    if (text == dataset::name(static_cast<Refused::Why>(i))) return static_cast<Refused::Why>(i);
  return Refused::Why::unreadable;
}

static std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

static std::string firstLine(const std::string& settings) {
  return dump({{"redubSetJournal", kVersion}, {"settings", settings}});
}

static std::string lineOf(const std::string& name, const Fate& fate) {
  Json line{{"name", name}, {"source", fate.source}};
  if (fate.frames > 0) {
    line["shard"] = fate.place.shard;
    line["offset"] = fate.place.offset;
    line["frames"] = fate.frames;
  } else {
    line["why"] = dataset::name(fate.refused.why);
    line["detail"] = fate.refused.detail;
  }
  return dump(line);
}

// Throws nlohmann's exception for what is no line of ours.
static std::pair<std::string, Fate> parseLine(const std::string& text) {
  const Json line = Json::parse(text);
  Fate fate{.source = line.at("source").get<std::string>()};
  fate.frames = line.value("frames", std::int64_t{0});
  if (fate.frames > 0)
    fate.place = {line.at("shard").get<std::int64_t>(), line.at("offset").get<std::int64_t>()};
  else
    fate.refused = {whyOf(line.at("why").get<std::string>()), line.at("detail").get<std::string>()};
  return {line.at("name").get<std::string>(), fate};
}

// Throws Error unless a journal that begins so is of clips with these settings.
static void checkFirstLine(const std::string& line, const std::string& settings, const fs::path& folder) {
  std::string before;
  try {
    const Json json = Json::parse(line);
    if (json.at("redubSetJournal") != kVersion) throw Error(Fault::setForeign, {}, folder);
    before = json.at("settings").get<std::string>();
  } catch (const nlohmann::json::exception& e) {
    throw Error(Fault::setForeign, {}, folder, e.what());
  }
  if (before != settings) throw Error(Fault::runForeign, {{"differs", before}}, folder);
}

SetWriter::SetWriter(fs::path folder, std::int64_t edge, const std::string& settings,
                     std::int64_t mostShardBytes)
    : folder_(std::move(folder)), edge_(edge), mostShardBytes_(mostShardBytes) {
  lock();
  base::removeUnfinished(folder_);
  readJournal(settings);
}

void SetWriter::lock() {
  std::error_code failure, ignored;
  const bool isThere = fs::exists(folder_, ignored);
  if (isThere && !fs::exists(folder_ / kJournal, ignored))
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, failure))
      if (entry.path().filename() != kLock) throw Error(Fault::fileExists, {}, entry.path());
  if (!isThere) fs::create_directories(folder_, failure);
  if (failure) throw Error(Fault::folderNotMade, {}, folder_, failure.message());
  lock_ = platform::File::openOrCreate(folder_ / kLock, failure);
  check(failure, folder_ / kLock);
  if (lock_.lock() == std::errc::resource_unavailable_try_again) throw Error(Fault::runBusy, {}, folder_);
}

// Where in its shard a clip ends; nullopt where the shard does not hold it.
std::optional<std::int64_t> SetWriter::endOf(const Fate& fate) const {
  std::error_code failure;
  const auto bytes = fs::file_size(folder_ / shardFile(fate.place.shard), failure);
  const auto size = static_cast<std::int64_t>(failure ? 0 : bytes);
  const std::int64_t offset = fate.place.offset;
  if (fate.frames > kMostFrames || offset < static_cast<std::int64_t>(kShardHeader) || offset > size)
    return std::nullopt;
  const std::int64_t end = offset + static_cast<std::int64_t>(partsOf(fate.frames, edge_).end);
  return end <= size ? std::optional(end) : std::nullopt;
}

// What the journal tells, as far as the shards hold it.
void SetWriter::readJournal(const std::string& settings) {
  std::error_code failure, ignored;
  const fs::path path = folder_ / kJournal;
  const std::string journal = fs::exists(path, ignored) ? base::readFile(path) : firstLine(settings);
  std::istringstream lines(journal);
  std::string line;
  std::getline(lines, line);
  checkFirstLine(line, settings, folder_);
  std::map<std::int64_t, std::int64_t> ends;  // of the shards: where the next clip goes
  std::string kept = firstLine(settings);
  try {
    while (std::getline(lines, line) && !lines.eof()) {
      const auto [name, fate] = parseLine(line);
      if (fate.frames > 0) {
        const std::optional<std::int64_t> end = endOf(fate);
        if (!end) continue;
        ends[fate.place.shard] = std::max(ends[fate.place.shard], *end);
      }
      kept += line + '\n';
      fates_[name] = fate;
    }
  } catch (const nlohmann::json::exception&) {  // the rest is lost, and prepared again
  }
  if (kept != journal) fs::remove(folder_ / kIndexFile, ignored);  // it may speak of what is lost
  base::writeFile(path, kept);
  journal_ = platform::File::openOrCreate(path, failure);
  check(failure, path);
  journalEnd_ = static_cast<std::int64_t>(journal_.size());
  if (ends.empty()) return;
  std::tie(shardNumber_, shardEnd_) = *ends.rbegin();
  const fs::path last = folder_ / shardFile(shardNumber_);
  shard_ = platform::File::openOrCreate(last, failure);
  check(failure, last);
  check(shard_.resize(shardEnd_), last);
}

const Fate* SetWriter::fateOf(const std::string& name) const {
  const auto found = fates_.find(name);
  return found == fates_.end() ? nullptr : &found->second;
}

void SetWriter::note(const std::string& name, const Fate& fate) {
  const std::string line = lineOf(name, fate);
  check(journal_.writeAt(line, journalEnd_), folder_ / kJournal);
  journalEnd_ += static_cast<std::int64_t>(line.size());
  fates_[name] = fate;
}

platform::File& SetWriter::shardFor(std::size_t bytes) {
  if (shardNumber_ >= 0 && shardEnd_ + static_cast<std::int64_t>(bytes) <= mostShardBytes_) return shard_;
  const fs::path path = folder_ / shardFile(++shardNumber_);
  std::error_code failure;
  shard_ = platform::File::openOrCreate(path, failure);
  check(failure, path);
  check(shard_.resize(0), path);
  check(shard_.writeAt(shardHeader(edge_), 0), path);
  shardEnd_ = kShardHeader;
  return shard_;
}

template <class T>
static std::string_view bytesOf(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

void SetWriter::add(const ClipView& clip, const std::string& source) {
  const Parts parts = partsOf(clip.info->frames, edge_);
  platform::File& shard = shardFor(parts.end);
  const fs::path path = folder_ / shardFile(shardNumber_);
  const auto write = [&](std::string_view bytes, std::size_t at) {
    check(shard.writeAt(bytes, shardEnd_ + static_cast<std::int64_t>(at)), path);
  };
  write(clipHeader(clip), 0);
  write(bytesOf(clip.pictures), parts.pictures);
  write(bytesOf(clip.boxes), parts.boxes);
  write(bytesOf(clip.landmarks), parts.landmarks);
  write(bytesOf(clip.sound), parts.sound);
  const std::int64_t offset = shardEnd_;
  shardEnd_ += static_cast<std::int64_t>(parts.end);
  check(shard.resize(shardEnd_), path);
  check(shard.sync(), path);
  note(clip.info->name, {source, {shardNumber_, offset}, clip.info->frames, {}});
}

void SetWriter::refuse(const std::string& name, const std::string& source, const Refused& refused) {
  note(name, {source, {}, 0, refused});
}

void SetWriter::finish(const std::vector<ClipInfo>& clips) {
  SetIndex index{edge_, clips, {}};
  for (const ClipInfo& clip : clips) index.places.push_back(fates_.at(clip.name).place);
  check(journal_.sync(), folder_ / kJournal);
  base::writeFile(folder_ / kIndexFile, writeIndex(index));
}

}  // namespace dataset
