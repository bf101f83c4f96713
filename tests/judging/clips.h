#pragma once
#include <filesystem>

#include "models/dataset/set.h"
#include "models/word_reader/vocabulary.h"

namespace judging_tests {

// A second of a talker, 25 pictures of 160x160: who 0 or 1, half 0 or 1. Named "ann/1" to "bob/2", of part
// test, with a text of three words at made-up times.
const dataset::Clip& second(unsigned who, unsigned half);

// A set of clips in a folder, and opened.
dataset::Set setOf(const std::filesystem::path& folder, const std::vector<dataset::Clip>& clips);
// Of the four seconds; made once.
const std::filesystem::path& talkers();

// A reader of words that has learnt nothing, for the talkers' words.
void writeReader(const std::filesystem::path& file, unsigned seed);

}  // namespace judging_tests
