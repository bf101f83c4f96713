#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "models/training/communicator.h"
#include "models/training/state.h"

namespace training {

// One update as a task did it.
struct StepResult {
  std::map<std::string, double> losses;  // by name; of the whole batch of all processes
  std::vector<std::string> clips;        // of this process's batch, named when the losses are not numbers
};

struct Sample {
  std::string title;
  base::Image made, real;  // strips of crops, BGR; `real` may be empty
};
struct Validation {
  std::map<std::string, double> scores;  // "valid L1", "SSIM", "WER video", ...
  std::vector<Sample> samples;           // for the report; of process 0 alone
  bool isBest = false;                   // this state is kept as the best one
  bool isDone = false;                   // the training has come to its end
};

// What is taught: functions that change the state. `step` computes gradients and updates; it must depend on
// nothing but the state and what the task was made with, and say itself which weights need gradients. The run
// counts state.step, after the step.
struct Task {
  std::function<StepResult(State&)> step;
  std::function<Validation(State&)> validate;          // may be empty; may change numbers (the stage)
  std::function<bool(const StepResult&)> hasDiverged;  // may be empty: go back to the last good checkpoint
  std::function<std::string(const State&)> stageName;  // for the live line; may be empty
  std::function<void(const State&, const std::filesystem::path& folder)>
      writeModel;  // the model as users take it; may be empty
};

struct RunSettings {
  std::filesystem::path folder;                      // checkpoints, log, models, report
  std::string title;                                 // "TalkLip, preset small, seed 1"
  std::map<std::string, std::string> configuration;  // a run goes on only with the one that it began with
  std::string machine;                               // "NVIDIA H100"; empty = the processor's name
  std::int64_t steps = 0;                            // 0 = until the task is done
  double minutes = 0;  // of wall clock after which it ends, all its goes together; 0 = no limit
  std::int64_t validateEvery = 3000;   // steps, 0 = at the end alone; a checkpoint is written there, too
  std::int64_t checkpointEvery = 500;  // steps; 0 = with validations alone
  int keptCheckpoints = 3;             // the newest, and the best
  int rollBacks = 5;    // as many are tried before a training is given up that diverges again and again
  int clips = 1;        // of a batch in this process: into so many pieces can a step be split
  bool isJson = false;  // lines of JSON on stdout instead of the live line
};

enum class RunEnd { done, stopped };

// Trains: goes on from the newest checkpoint of the folder that is whole, else from `first`. Tells every step
// to the log (log.jsonl: one object a step and a validation), shows a live line (stage, step, losses,
// clips/s, ETA), writes checkpoints and the report page. Only process 0 writes, and it alone needs the
// folder.
//
// A loss that is no number ends it with the names of the batch's clips. A training that has diverged is taken
// back to the last good checkpoint, and goes on with other draws: numbers["rollBacks"] counts them. A step
// that does not fit into memory is done again, from the last checkpoint, with numbers["splits"] doubled: the
// task computes its batch in as many pieces (1 when there is no such number), and adds the gradients up;
// several processes cannot do so, and end. The best state so far is FOLDER/best.safetensors, and the model is
// written to FOLDER/models when a validation says so; without any at the end.
//
// Of state.numbers these are the run's own: "rollBacks", "splits", "tries", "diverged at", "best step",
// "done", "log bytes", "seconds".
//
// Throws Error: runBusy, runForeign, runDamaged, lossNotFinite, divergesAlways, memoryTooSmall, processLost,
// diskFull, io.
RunEnd run(const RunSettings& settings, State first, const Task& task, const Communicator& processes,
           std::stop_token stop = {});

}  // namespace training
