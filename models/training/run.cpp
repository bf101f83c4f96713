#include "models/training/run.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <new>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "models/training/recorder.h"
#include "models/training/run_folder.h"
#include "models/training/shared_state.h"

namespace training {
namespace {

namespace fs = std::filesystem;

bool areFinite(const std::map<std::string, double>& losses) {
  return std::ranges::all_of(losses, [](const auto& loss) { return std::isfinite(loss.second); });
}

// LibTorch's words for it, of processors and cards, in all its versions.
bool isOutOfMemory(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error)) return true;
  if (dynamic_cast<const c10::Error*>(&error) == nullptr) return false;
  const std::string_view words = error.what();
  return std::ranges::any_of(
      std::array{"out of memory", "allocate memory", "not enough memory", "ALLOC_FAILED"},
      [&](std::string_view part) { return words.find(part) != std::string_view::npos; });
}

std::string listOf(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

class Run {
 public:
  Run(const RunSettings& settings, State first, const Task& task, const Communicator& processes,
      std::stop_token stop)
      : settings_(settings),
        task_(task),
        processes_(processes),
        stop_(std::move(stop)),
        devices_(devicesOf(first)),
        state_(std::move(first)) {}
  RunEnd go();
  void tellFailure(const base::Problem& problem) noexcept;

 private:
  void begin();
  std::optional<StepResult> tryStep();
  struct Flags {
    bool isStopped = false, isNoNumber = false, hasDiverged = false, isTimeUp = false;
  };
  bool isTimeUp();
  Flags agreed(Flags mine) const;
  void validate();
  void writeModel() const;
  void keep();
  void write(const fs::path& path);
  void checkFinite(bool isFinite) const;
  void checkWeights() const;
  void rollBack();
  void split(const std::string& reason);
  void goBack();
  RunEnd end(RunEnd how);

  bool isWriter() const { return processes_.rank() == 0; }
  bool isAtEnd() const {
    return numberOf(state_, "done") != 0 || (settings_.steps > 0 && state_.step >= settings_.steps);
  }
  bool isTime(std::int64_t every) const { return every > 0 && state_.step % every == 0; }
  std::string stage() const { return task_.stageName ? task_.stageName(state_) : std::string(); }

  const RunSettings& settings_;
  const Task& task_;
  const Communicator& processes_;
  std::stop_token stop_;
  Devices devices_;
  State state_;
  base::Stopwatch watch_;
  platform::File lock_;
  std::optional<Recorder> recorder_;  // of the process that writes
  std::vector<std::string> clips_;    // of the last step
  fs::path kept_;                     // the newest state that is kept
  std::int64_t keptStep_ = -1;
};

RunEnd Run::go() {
  begin();
  bool isStopped = agreed({.isStopped = stop_.stop_requested()}).isStopped;
  while (!isStopped && !isAtEnd()) {
    const std::optional<StepResult> result = tryStep();
    if (!result) continue;
    clips_ = result->clips;
    const Flags flags = agreed({stop_.stop_requested(), !areFinite(result->losses),
                                task_.hasDiverged && task_.hasDiverged(*result), isTimeUp()});
    ++state_.step;
    if (flags.isTimeUp) state_.numbers["done"] = 1;
    checkFinite(!flags.isNoNumber);
    if (recorder_) recorder_->step(state_, stage(), *result);
    if (flags.hasDiverged) {
      rollBack();
    } else {
      const bool isValidated = isTime(settings_.validateEvery) || isAtEnd();
      if (isValidated || isTime(settings_.checkpointEvery)) {
        checkWeights();
        if (isValidated) validate();
        keep();
      }
    }
    isStopped = flags.isStopped;
  }
  return end(isAtEnd() ? RunEnd::done : RunEnd::stopped);
}

// The process that writes looks into the folder; the others take what it has found.
void Run::begin() {
  const bool goesOn = isWriter() && [&] {
    lock_ = lockRun(settings_.folder);
    checkConfiguration(settings_.folder, {settings_.title, settings_.configuration});
    return newestState(settings_.folder).has_value();
  }();
  if (isWriter() && !goesOn) writeState(state_, checkpointPath(settings_.folder, state_.step));
  const State first = std::move(state_);
  goBack();
  checkShapes(first, state_, settings_.folder);
  if (isWriter()) recorder_.emplace(settings_, state_, processes_.size());
}

void Run::goBack() {
  state_ = {};  // before the other one is there, too
  if (isWriter()) kept_ = newestState(settings_.folder).value();
  state_ = sharedState(kept_, processes_, devices_);
  keptStep_ = state_.step;
}

std::optional<StepResult> Run::tryStep() {
  std::string reason;
  try {
    return task_.step(state_);
  } catch (const std::exception& error) {
    if (!isOutOfMemory(error)) throw;
    reason = error.what();
  }
  split(reason);
  return std::nullopt;
}

// Counts the time since it was last asked.
bool Run::isTimeUp() {
  if (settings_.minutes <= 0) return false;
  double& seconds = state_.numbers["seconds"];
  seconds += std::exchange(watch_, {}).wallSec();
  return seconds >= 60 * settings_.minutes;
}

// Every process ends, returns or goes on at the same step.
Run::Flags Run::agreed(Flags mine) const {
  if (processes_.size() == 1) return mine;
  at::Tensor votes = at::tensor({mine.isStopped ? 1.0F : 0.0F, mine.isNoNumber ? 1.0F : 0.0F,
                                 mine.hasDiverged ? 1.0F : 0.0F, mine.isTimeUp ? 1.0F : 0.0F});
  processes_.sum(votes);
  const float* of = votes.data_ptr<float>();
  return {of[0] > 0, of[1] > 0, of[2] > 0, of[3] > 0};
}

void Run::checkFinite(bool isFinite) const {
  if (isFinite) return;
  const std::string clips = joinedTexts((isWriter() ? "" : ", ") + listOf(clips_), processes_);
  throw base::Error(base::Fault::lossNotFinite, {{"step", state_.step}, {"clips", clips}}, settings_.folder);
}

// An update can spoil the weights after a loss that was still a number; they are not kept then.
void Run::checkWeights() const { checkFinite(!agreed({.isNoNumber = !isFinite(state_)}).isNoNumber); }

void Run::validate() {
  if (!task_.validate) return;
  const Validation validation = task_.validate(state_);
  if (validation.isDone) state_.numbers["done"] = 1;
  if (validation.isBest) state_.numbers["best step"] = static_cast<double>(state_.step);
  if (!recorder_) return;
  recorder_->validation(state_, stage(), validation);
  if (!validation.isBest) return;
  writeState(state_, bestPath(settings_.folder));
  writeModel();
}

void Run::writeModel() const {
  if (!task_.writeModel) return;
  std::error_code ignored;  // what cannot be written there says so itself
  fs::create_directories(modelFolder(settings_.folder), ignored);
  task_.writeModel(state_, modelFolder(settings_.folder));
}

void Run::keep() {
  write(checkpointPath(settings_.folder, state_.step));
  if (isWriter()) dropOld(settings_.folder, settings_.keptCheckpoints);
}

void Run::write(const fs::path& path) {
  kept_ = path;
  keptStep_ = state_.step;
  if (!recorder_) return;
  recorder_->mark(state_);
  writeState(state_, path);
}

// The first try at a place begins at the newest checkpoint, each further one at an older one: it may be that
// the training was lost before it was seen to be. Tries are counted anew once the training has come further.
void Run::rollBack() {
  const std::int64_t from = state_.step;
  const bool isFurther =
      static_cast<double>(from - settings_.checkpointEvery) > numberOf(state_, "diverged at");
  const double tries = isFurther ? 1 : numberOf(state_, "tries") + 1,
               rollBacks = numberOf(state_, "rollBacks") + 1;
  if (tries > settings_.rollBacks)
    throw base::Error(base::Fault::divergesAlways, {{"step", from}, {"times", settings_.rollBacks}},
                      settings_.folder);
  if (isWriter()) dropNew(settings_.folder, tries > 1);
  goBack();
  state_.numbers["rollBacks"] = rollBacks;
  state_.numbers["tries"] = tries;
  state_.numbers["diverged at"] = static_cast<double>(from);
  if (recorder_) recorder_->rolledBack(from, state_);
  write(kept_);
}

// From the checkpoint, since a step that has failed half-way leaves a state between two.
void Run::split(const std::string& reason) {
  const std::int64_t from = state_.step;
  const auto splits = static_cast<std::int64_t>(numberOf(state_, "splits", 1));
  if (processes_.size() > 1 || splits >= settings_.clips)
    throw base::Error(base::Fault::memoryTooSmall, {{"clips", settings_.clips / splits}}, settings_.folder,
                      reason);
  goBack();
  state_.numbers["splits"] = static_cast<double>(std::min<std::int64_t>(2 * splits, settings_.clips));
  if (recorder_) recorder_->split(from, state_);
  write(kept_);
}

RunEnd Run::end(RunEnd how) {
  if (keptStep_ != state_.step) {
    checkWeights();
    write(stopPath(settings_.folder));
  }
  if (!recorder_) return how;
  if (how == RunEnd::done && numberOf(state_, "best step") == 0) writeModel();
  recorder_->end(state_, how);
  return how;
}

// A disk may be full; the problem itself is on its way to whoever tells it.
void Run::tellFailure(const base::Problem& problem) noexcept {
  try {
    if (recorder_) recorder_->failed(state_, problem);
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace

RunEnd run(const RunSettings& settings, State first, const Task& task, const Communicator& processes,
           std::stop_token stop) {
  Run all(settings, std::move(first), task, processes, std::move(stop));
  try {
    return all.go();
  } catch (...) {
    all.tellFailure(base::caughtProblem());
    throw;
  }
}

}  // namespace training
