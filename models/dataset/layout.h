#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/dataset/clip.h"
#include "models/dataset/prepare_clip.h"

namespace dataset {

// How a corpus lies on the disk.
enum class Layout {
  grid,      // sN/*.mpg with .align beside or in a tree of their own (Cooke et al. 2006)
  lrs2,      // main/, pretrain/: ID/NUMBER.mp4 with .txt beside, "Text:  ..."; LRS3 alike
  lrw,       // WORD/{train,val,test}/WORD_00001.mp4 with .txt beside
  exchange,  // TalkLip's training: {train,valid,test}.txt and trees of .mp4, .wav, .npy, .txt
  prepared,  // a set of ours, prepared already
  folder,    // any videos, with .txt or .align beside
};
const char* name(Layout layout);  // in words

// A clip that may become one of a set.
struct Source {
  ClipInfo info;  // as far as it is known before
  ClipSource files;
  std::optional<Part> part;  // where the corpus says so
};

struct Corpus {
  Layout layout = Layout::folder;
  std::vector<Source> sources;  // by name
};

// Finds out by looking what a folder holds. Throws Error: fileMissing, fileUnreadable, nothingToLearn (no
// video).
Corpus readCorpus(const std::filesystem::path& folder);

}  // namespace dataset
