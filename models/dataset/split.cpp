#include "models/dataset/split.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/layouts.h"

namespace dataset {

// 0..1, the same everywhere.
static double shareOf(const std::string& key) {
  return static_cast<double>(std::stoull(base::sha256(key).substr(0, 12), nullptr, 16)) / 0x1p48;
}

static Part byHash(const std::string& key, const SplitRule& rule) {
  const double share = shareOf(key);
  if (share < rule.testShare) return Part::test;
  return share < rule.testShare + rule.validShare ? Part::valid : Part::train;
}

std::optional<Part> partOf(const Source& source, const SplitRule& rule) {
  const auto isOf = [&](const std::vector<std::string>& speakers) {
    return std::ranges::find(speakers, source.info.speaker) != speakers.end();
  };
  if (isOf(rule.testSpeakers)) return Part::test;
  if (isOf(rule.validSpeakers)) return Part::valid;
  if (rule.by == SplitRule::By::list) {
    const auto listed = rule.lists.find(source.info.name);
    return listed == rule.lists.end() ? std::nullopt : std::optional(listed->second);
  }
  if (rule.by == SplitRule::By::corpus && source.part) return *source.part;
  if (rule.by == SplitRule::By::speaker) return byHash(source.info.speaker, rule);
  return byHash(source.info.text.empty() ? source.info.name : source.info.text, rule);
}

std::map<std::string, Part> readSplit(const std::filesystem::path& folder) {
  auto lists = readLists(folder);
  if (lists.empty()) throw base::Error(base::Fault::fileMissing, {}, folder / "train.txt");
  return lists;
}

}  // namespace dataset
