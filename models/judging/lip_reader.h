#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "models/dataset/clip.h"
#include "models/judging/order.h"
#include "models/judging/score.h"
#include "models/word_reader/reader.h"

namespace judging {

// Whoever reads lips: a reader of words, or an expert, which gets the pictures alone; where words are known an
// expert guesses each from what it sees and from the words before it.
struct LipReader {
  std::string name;
  std::string version;  // of its file
  // Words whose times are known; empty: it cannot.
  std::function<std::vector<word_reader::WordRead>(const dataset::ClipView&)> aligned;
  std::function<std::string(const dataset::ClipView&)> freely;
};
// Throws Error: notFound, unreadable; modelForeign for what reads no lips.
LipReader openReader(const std::string& name, const std::filesystem::path& file);

// "word-reader" or "lip-reading-expert". Throws as openReader does.
std::string kindOfReader(const std::filesystem::path& file);

struct ReadClip {
  Scores scores;
  std::string text;  // read freely
};
// What is read from a made clip, against what it was to say; and, where that is another clip's, how much is
// read as what the recorded clip says.
ReadClip readingScores(const LipReader& reader, const Order& order, const dataset::ClipView& made);

}  // namespace judging
