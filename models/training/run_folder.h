#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/platform/file.h"
#include "models/training/state.h"

namespace training {

// What lies where in the folder of a run.
std::filesystem::path checkpointPath(const std::filesystem::path& run, std::int64_t step);
std::filesystem::path stopPath(
    const std::filesystem::path& run);  // where it was stopped, between two of them
std::filesystem::path bestPath(const std::filesystem::path& run);     // the best state
std::filesystem::path modelFolder(const std::filesystem::path& run);  // the model as users take it
std::filesystem::path logPath(const std::filesystem::path& run);      // what was learnt; no word of time
std::filesystem::path historyPath(const std::filesystem::path& run);  // starts and speeds
std::filesystem::path settingsPath(const std::filesystem::path& run);
std::filesystem::path reportPath(const std::filesystem::path& run);

// A folder for this process alone while the file is open; what was left unfinished in it is removed. Throws
// Error: runBusy, io.
inline constexpr const char* kLock = "lock";  // the file in it
platform::File lockFolder(const std::filesystem::path& folder);
// The same for a run's, made where there is none.
platform::File lockRun(const std::filesystem::path& run);

struct RunName {
  std::string title;
  std::map<std::string, std::string> configuration;
};
// Writes it where there is none. Throws Error: runForeign naming what differs, runDamaged, diskFull, io.
void checkConfiguration(const std::filesystem::path& run, const RunName& name);
RunName readRunName(const std::filesystem::path& run);  // Throws Error: notFound, runDamaged.

// Those that are written every so many steps, whole or not, the newest first.
std::vector<std::filesystem::path> checkpointsIn(const std::filesystem::path& run);
// The newest state that can be read, of them and of where it was stopped; damaged checkpoints that are newer
// are removed. nullopt: there is none yet. Throws Error(runDamaged) when none is whole.
std::optional<std::filesystem::path> newestState(const std::filesystem::path& run);
// Removes where it was stopped, and all but the `kept` newest checkpoints.
void dropOld(const std::filesystem::path& run, int kept);
// Removes where it was stopped, and with `alsoCheckpoint` the newest checkpoint, unless it is the only one.
void dropNew(const std::filesystem::path& run, bool alsoCheckpoint);

}  // namespace training
