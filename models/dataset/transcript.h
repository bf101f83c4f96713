#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/dataset/clip.h"

namespace dataset {

// What is said in a clip.
struct Transcript {
  std::string text;
  std::vector<Word> words;
};

// Lower case, one blank between words, no punctuation but the apostrophe.
std::string plainText(std::string_view text);

// LRS2's: "Text:  ..." in the first line, and words with times where a line "WORD START END ..." announces
// them, in seconds. Any other file is text as a whole.
Transcript readTranscript(const std::filesystem::path& file);
// The same as text: with words where there are any.
std::string writeTranscript(const ClipInfo& clip);
// GRID's alignments: "START END WORD", times in 1/25000 s; silence is left out.
Transcript readAlignment(const std::filesystem::path& file);
// GRID's where the file ends with .align, else LRS2's.
Transcript readTimes(const std::filesystem::path& file);
// The sentence that a GRID clip's name spells, e.g. "bbaf2n" = "bin blue at f two now"; empty = not one.
std::string gridSentence(std::string_view name);

}  // namespace dataset
