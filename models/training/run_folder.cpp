#include "models/training/run_folder.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace training {

namespace fs = std::filesystem;
using nlohmann::json;

static constexpr const char *kBefore = "step-", *kAfter = ".safetensors";

static fs::path checkpointFolder(const fs::path& run) { return run / "checkpoints"; }

fs::path checkpointPath(const fs::path& run, std::int64_t step) {
  char name[64];
  std::snprintf(name, sizeof name, "%s%09lld%s", kBefore, static_cast<long long>(step), kAfter);
  return checkpointFolder(run) / name;
}

fs::path stopPath(const fs::path& run) { return checkpointFolder(run) / "stopped.safetensors"; }
fs::path bestPath(const fs::path& run) { return run / "best.safetensors"; }
fs::path modelFolder(const fs::path& run) {
  fs::path folder = run / "models";
  std::error_code failure;
  fs::create_directories(folder, failure);  // a failure is told by whoever writes there
  return folder;
}
fs::path logPath(const fs::path& run) { return run / "log.jsonl"; }
fs::path historyPath(const fs::path& run) { return run / "history.jsonl"; }
fs::path settingsPath(const fs::path& run) { return run / "run.json"; }
fs::path reportPath(const fs::path& run) { return run / "report.html"; }

platform::File lockFolder(const fs::path& folder) {
  std::error_code failure;
  platform::File lock = platform::File::openOrCreate(folder / kLock, failure);
  if (failure) throw base::writeError(failure, folder / kLock);
  if (lock.lock() == std::errc::resource_unavailable_try_again)
    throw base::Error(base::Fault::runBusy, {}, folder);
  base::removeUnfinished(folder);
  return lock;
}

platform::File lockRun(const fs::path& run) {
  std::error_code failure;
  fs::create_directories(checkpointFolder(run), failure);
  if (failure) throw base::writeError(failure, run);
  platform::File lock = lockFolder(run);
  base::removeUnfinished(checkpointFolder(run));
  return lock;
}

RunName readRunName(const fs::path& run) {
  std::ifstream in(settingsPath(run));
  if (!in) throw base::Error(base::Fault::fileMissing, {}, settingsPath(run));
  std::ostringstream text;
  text << in.rdbuf();
  try {
    const json all = json::parse(text.str());
    return {all.at("title"), all.at("configuration")};
  } catch (const json::exception& error) {
    throw base::Error(base::Fault::runDamaged, {}, run, error.what());
  }
}

// "rate, seed"; empty when nothing differs.
static std::string differing(const std::map<std::string, std::string>& a,
                             const std::map<std::string, std::string>& b) {
  std::map<std::string, std::string> all = a;
  all.insert(b.begin(), b.end());
  std::string names;
  for (const auto& [name, unused] : all) {
    const auto inA = a.find(name), inB = b.find(name);
    if (inA != a.end() && inB != b.end() && inA->second == inB->second) continue;
    names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

void checkConfiguration(const fs::path& run, const RunName& name) {
  if (fs::exists(settingsPath(run))) {
    const std::string differs = differing(readRunName(run).configuration, name.configuration);
    if (!differs.empty()) throw base::Error(base::Fault::runForeign, {{"differs", differs}}, run);
    return;
  }
  base::AtomicFile file(settingsPath(run));
  const json all{{"title", name.title}, {"configuration", name.configuration}};
  file.write(all.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
  file.commit();
}

std::vector<fs::path> checkpointsIn(const fs::path& run) {
  std::vector<fs::path> found;
  std::error_code ended;
  for (fs::directory_iterator at(checkpointFolder(run), ended), end; !ended && at != end; at.increment(ended))
    if (const std::string name = at->path().filename().string();
        name.starts_with(kBefore) && name.ends_with(kAfter))
      found.push_back(at->path());
  std::ranges::sort(found, std::greater{});
  return found;
}

static void removeFile(const fs::path& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

// nullopt where there is none that can be read.
static std::optional<std::int64_t> stepIn(const fs::path& path) {
  try {
    return readState(path).step;
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

std::optional<fs::path> newestState(const fs::path& run) {
  const std::vector<fs::path> all = checkpointsIn(run);
  const std::optional<std::int64_t> stopped = stepIn(stopPath(run));
  for (auto at = all.begin(); at != all.end(); ++at)
    if (const std::optional<std::int64_t> step = stepIn(*at)) {
      std::for_each(all.begin(), at, removeFile);
      return stopped > step ? stopPath(run) : *at;
    }
  if (stopped) return stopPath(run);
  if (!all.empty()) throw base::Error(base::Fault::runDamaged, {}, run);
  return std::nullopt;
}

void dropOld(const fs::path& run, int kept) {
  removeFile(stopPath(run));
  const std::vector<fs::path> all = checkpointsIn(run);
  for (auto i = static_cast<std::size_t>(std::max(kept, 1)); i < all.size(); ++i) removeFile(all[i]);
}

void dropNew(const fs::path& run, bool alsoCheckpoint) {
  removeFile(stopPath(run));
  const std::vector<fs::path> all = checkpointsIn(run);
  if (alsoCheckpoint && all.size() > 1) removeFile(all.front());
}

}  // namespace training
