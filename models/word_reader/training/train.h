#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/dataset/set.h"
#include "models/training/compute.h"
#include "models/training/run.h"
#include "models/word_reader/network.h"
#include "models/word_reader/reader.h"
#include "models/word_reader/vocabulary.h"

namespace word_reader {

struct ReaderPlan {
  Size size;
  std::int64_t batch = 8;  // clips
  std::int64_t epochs = 20;
  double rate = 2e-3, decay = 0.02, dropout = 0.3;
  std::uint64_t seed = 1;
  training::Compute compute;
};

// How well words of known place are read, and texts freely, on a part of a set.
struct Accuracy {
  double words = 0;  // share that is right
  double wer = 0;    // read freely
  std::int64_t count = 0;
};

// Teaches a reader of words on the set's part `train`: cross-entropy of every word's pictures, of all
// pictures, and CTC. The set must have texts with times. A batch that does not fit into memory is computed in
// pieces; BatchNorm then takes its mean and variance of a piece.
class ReaderTraining {
 public:
  ReaderTraining(const dataset::Set& set, const ReaderPlan& plan);
  ~ReaderTraining();
  training::State begin() const;
  training::Task task() const;  // refers to this
  std::int64_t stepsOfAll() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

Accuracy accuracyOf(const Reader& reader, const dataset::Set& set, const std::vector<std::size_t>& clips);

}  // namespace word_reader
