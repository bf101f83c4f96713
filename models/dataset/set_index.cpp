#include "models/dataset/set_index.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "models/dataset/shard.h"

namespace dataset {

using base::Error;
using base::Fault;
using Json = nlohmann::ordered_json;

static constexpr int kVersion = 1;
static constexpr std::array<std::string_view, 3> kParts{"train", "valid", "test"};
static constexpr std::int64_t kMostShards = 1 << 20;

std::string shardFile(std::int64_t shard) {
  char file[40];
  std::snprintf(file, sizeof file, "shard-%04lld.clips", static_cast<long long>(shard));
  return file;
}

std::string_view name(Part part) { return kParts[static_cast<std::size_t>(part)]; }

bool isClipName(std::string_view name) {
  if (name.empty() || name.size() > 1000 ||
      name.find_first_of(std::string_view("\\:\t\r\n\0", 6)) != name.npos)
    return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view step = name.substr(begin, end - begin);
    if (step.empty() || step == "." || step == ".." || step.size() > 240) return false;
    begin = end + 1;
  }
  return true;
}

static Json toJson(const ClipInfo& clip, const Place& place) {
  Json entry{{"name", clip.name}, {"speaker", clip.speaker}, {"part", name(clip.part)}};
  if (!clip.text.empty()) entry["text"] = clip.text;
  if (!clip.words.empty()) entry["words"] = Json::array();
  for (const Word& word : clip.words) entry["words"].push_back({word.text, word.begin, word.end});
  entry["frames"] = clip.frames;
  entry["shard"] = place.shard;
  entry["offset"] = place.offset;
  return entry;
}

// A clip a line.
std::string writeIndex(const SetIndex& index) {
  std::string json = "{\"redubSet\": " + std::to_string(kVersion) +
                     ", \"edge\": " + std::to_string(index.edge) + ", \"clips\": [";
  for (std::size_t i = 0; i < index.clips.size(); ++i) {
    json += i == 0 ? "\n" : ",\n";
    json += toJson(index.clips[i], index.places[i]).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  return json + "\n]}\n";
}

[[noreturn]] static void refuse(const std::string& detail) { throw Error(Fault::setDamaged, {}, {}, detail); }

static std::int64_t numberAt(const Json& tree, const char* key, std::int64_t least, std::int64_t most) {
  const Json& value = tree.at(key);
  if (!value.is_number_integer()) refuse(std::string(key) + " is no whole number");
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
    refuse(std::string("impossible ") + key);
  const auto number = value.get<std::int64_t>();
  if (number < least || number > most) refuse(std::string("impossible ") + key);
  return number;
}

static Word wordFrom(const Json& entry, std::int64_t frames) {
  Word word{entry.at(0).get<std::string>(), entry.at(1).get<double>(), entry.at(2).get<double>()};
  if (!(word.begin >= 0 && word.begin <= word.end && word.end <= static_cast<double>(frames)))
    refuse("a word outside its clip");
  return word;
}

static ClipInfo clipFrom(const Json& entry) {
  ClipInfo clip;
  clip.name = entry.at("name").get<std::string>();
  if (!isClipName(clip.name)) refuse("impossible name");
  clip.speaker = entry.at("speaker").get<std::string>();
  const auto part = std::ranges::find(kParts, entry.at("part").get<std::string>());
  if (part == kParts.end()) refuse("unknown part");
  clip.part = static_cast<Part>(part - kParts.begin());
  clip.text = entry.value("text", "");
  clip.frames = numberAt(entry, "frames", 1, kMostFrames);
  if (entry.contains("words"))
    for (const Json& word : entry.at("words")) clip.words.push_back(wordFrom(word, clip.frames));
  return clip;
}

static SetIndex indexFrom(const Json& tree) {
  SetIndex index;
  index.edge = numberAt(tree, "edge", kLeastEdge, kMostEdge);
  for (const Json& entry : tree.at("clips")) {
    index.clips.push_back(clipFrom(entry));
    index.places.push_back(
        {numberAt(entry, "shard", 0, kMostShards), numberAt(entry, "offset", 0, std::int64_t{1} << 50)});
  }
  for (std::size_t i = 1; i < index.clips.size(); ++i)
    if (index.clips[i - 1].name >= index.clips[i].name) refuse("clips out of order");
  return index;
}

SetIndex parseIndex(std::string_view json) {
  Json tree;
  try {
    tree = Json::parse(json);
    if (tree.at("redubSet") != kVersion) throw Error(Fault::setForeign, {}, {}, "another version");
  } catch (const nlohmann::json::exception& e) {
    throw Error(Fault::setForeign, {}, {}, e.what());
  }
  try {
    return indexFrom(tree);
  } catch (const nlohmann::json::exception& e) {
    throw Error(Fault::setDamaged, {}, {}, e.what());
  }
}

}  // namespace dataset
