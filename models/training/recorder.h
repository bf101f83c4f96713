#pragma once
#include "core/base/problem.h"
#include "models/training/live_line.h"
#include "models/training/log.h"
#include "models/training/run.h"

namespace training {

// Tells what happens in a run: to the log and the history in its folder, to who watches, and to the report
// page. The log holds what was learnt and no word of time, so that a run which was interrupted leaves the
// same log as one that was not; starts and speeds are in the history.
class Recorder {
 public:
  // The log goes on where it was when `state` was kept.
  Recorder(const RunSettings& settings, const State& state, int processes);
  void step(const State& state, const std::string& stage, const StepResult& result);
  void validation(const State& state, const std::string& stage, const Validation& validation);
  void rolledBack(std::int64_t from, const State& to);
  void split(std::int64_t from, const State& to);
  // Before a state is kept: how far the log has come then.
  void mark(State& state);
  void end(const State& state, RunEnd how);
  void failed(const State& state, const base::Problem& problem);

 private:
  void tell(const std::string& words);

  const RunSettings& settings_;
  int processes_;
  Log log_, history_;
  Pace pace_;
  std::int64_t marked_;
  LiveLine live_;
};

}  // namespace training
