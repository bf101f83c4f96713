#pragma once
#include <cstdint>
#include <string>

#include "core/base/stopwatch.h"

namespace train {

// How far long work is: one line that is written over on a terminal, a line every half minute elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(std::string what);  // is counted, e.g. "clips"
  // What was done at the first call was done before.
  void update(std::int64_t done, std::int64_t total, const std::string& more = "");
  void end();

 private:
  const std::string what_;
  const bool isTerminal_;
  base::Stopwatch watch_;
  double shownSec_ = -1e9;
  std::int64_t first_ = -1;
};

}  // namespace train
