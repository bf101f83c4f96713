#include <thread>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "core/base/platform/memory.h"
#include "models/networks/devices.h"
#include "models/training/threads.h"

namespace train {

void addRunOptions(CLI::App& command, RunOptions& options) {
  training::RunSettings& run = options.run;
  command.add_option("set", options.set, "Prepared set")->required()->check(CLI::ExistingDirectory);
  command
      .add_option("--out", run.folder,
                  "Folder of the run: checkpoints, log, report, model; one that was begun is gone on with")
      ->required();
  command.add_option("--validate-every", run.validateEvery, "Steps between validations");
  command.add_option("--checkpoint-every", run.checkpointEvery, "Steps between checkpoints");
  command.add_flag("--json", run.isJson, "One JSON object a line instead of the live line");
  options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  command.add_option("--threads", options.threads, "Processor threads")->check(CLI::Range(1, 256));
  command.add_option("--device", options.device,
                     "auto, cpu, cuda or cuda:N; what was begun on one can be gone on with on another");
  command.add_option("--precision", options.precision, "fp32, or bf16 for products and convolutions")
      ->check(CLI::IsMember({"fp32", "bf16"}));
}

training::Compute computeOf(const RunOptions& options) {
  return training::chooseCompute(base::parseDevice(options.device), base::parsePrecision(options.precision));
}

int train(RunOptions options, training::State first, const training::Task& task,
          const training::Compute& compute, const training::Communicator& processes,
          const std::stop_token& stop) {
  training::useThreads(options.threads);
  platform::keepFreedMemory();
  training::moveTo(first, compute.device);
  options.run.machine = networks::cardName(compute.device);
  // Named only where it is another than the usual one: older runs do not name it.
  if (options.precision != "fp32") options.run.configuration["precision"] = options.precision;
  const training::RunEnd end = training::run(options.run, std::move(first), task, processes, stop);
  return end == training::RunEnd::stopped ? cli::kCancelled : cli::kDone;
}

}  // namespace train
