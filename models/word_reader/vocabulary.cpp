#include "models/word_reader/vocabulary.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <sstream>

#include "core/base/error.h"

namespace word_reader {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

// Word -> its place in every sentence that has it; empty when there is no such pattern.
std::map<std::string, std::size_t> places(const std::vector<const dataset::ClipInfo*>& clips) {
  std::map<std::string, std::size_t> place;
  std::size_t length = 0;
  for (const dataset::ClipInfo* clip : clips) {
    const std::vector<std::string> words = split(clip->text, ' ');
    if (length == 0) length = words.size();
    if (words.size() != length) return {};
    for (std::size_t i = 0; i < words.size(); ++i)
      if (place.emplace(words[i], i).first->second != i) return {};
  }
  return place;
}

}  // namespace

std::int64_t Vocabulary::classOf(const std::string& word) const {
  const auto found = std::ranges::lower_bound(words, word);
  return found == words.end() || *found != word ? -1 : found - words.begin() + 1;
}

const std::vector<std::int64_t>& Vocabulary::groupOf(std::int64_t word) const {
  const auto found =
      std::ranges::find_if(groups, [&](const auto& group) { return std::ranges::count(group, word) > 0; });
  if (found == groups.end()) throw base::Error(base::Fault::defect, {}, {}, "word without a group");
  return *found;
}

Vocabulary vocabularyOf(const std::vector<const dataset::ClipInfo*>& clips) {
  std::set<std::string> words;
  for (const dataset::ClipInfo* clip : clips)
    for (std::string& word : split(clip->text, ' '))
      if (!word.empty()) words.insert(std::move(word));
  Vocabulary vocabulary{.words = {words.begin(), words.end()}, .groups = {}};
  const std::map<std::string, std::size_t> place = places(clips);
  for (std::int64_t word = 1; word < vocabulary.classes(); ++word) {
    const std::size_t group =
        place.empty() ? 0 : place.at(vocabulary.words[static_cast<std::size_t>(word - 1)]);
    vocabulary.groups.resize(std::max(vocabulary.groups.size(), group + 1));
    vocabulary.groups[group].push_back(word);
  }
  return vocabulary;
}

std::map<std::string, std::string> toMetadata(const Vocabulary& vocabulary) {
  std::string words, groups;
  for (const std::string& word : vocabulary.words) words += (words.empty() ? "" : " ") + word;
  for (const auto& group : vocabulary.groups) {
    if (!groups.empty()) groups += ";";
    for (std::size_t i = 0; i < group.size(); ++i) groups += (i ? " " : "") + std::to_string(group[i]);
  }
  return {{"words", words}, {"groups", groups}};
}

Vocabulary fromMetadata(const std::map<std::string, std::string>& metadata) {
  const auto words = metadata.find("words"), groups = metadata.find("groups");
  if (words == metadata.end() || groups == metadata.end()) throw base::Error(base::Fault::modelForeign);
  Vocabulary vocabulary{.words = split(words->second, ' '), .groups = {}};
  for (const std::string& group : split(groups->second, ';')) {
    vocabulary.groups.emplace_back();
    for (const std::string& word : split(group, ' ')) {
      const std::int64_t number = std::strtoll(word.c_str(), nullptr, 10);
      if (number < 1 || number >= vocabulary.classes()) throw base::Error(base::Fault::modelForeign);
      vocabulary.groups.back().push_back(number);
    }
  }
  return vocabulary;
}

}  // namespace word_reader
