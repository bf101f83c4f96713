#include "models/judging/journal.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/training/run_folder.h"

namespace judging {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

static constexpr const char* kResults = "results.jsonl";

std::string toLine(const Result& r) {
  Json line{{"system", r.system},   {"version", r.version}, {"clip", r.clip},
            {"speaker", r.speaker}, {"speech", r.speechOf}, {"said", r.said}};
  if (!r.missing.empty()) line["missing"] = r.missing;
  if (r.isPrepared) line["prepared"] = true;
  for (const auto& [key, score] : r.scores) line["scores"][key] = {score.amount, score.of};
  for (const auto& [reader, text] : r.read) line["read"][reader] = text;
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Result> fromLine(const std::string& json) {
  try {
    const Json line = Json::parse(json);
    Result r{.system = line.at("system"),
             .version = line.at("version"),
             .clip = line.at("clip"),
             .speaker = line.at("speaker"),
             .speechOf = line.at("speech"),
             .said = line.at("said"),
             .isPrepared = line.value("prepared", false),
             .missing = line.value("missing", "")};
    const Json scores = line.value("scores", Json::object()), read = line.value("read", Json::object());
    for (const auto& [key, score] : scores.items())
      r.scores[key] = {score.at(0).get<double>(), score.at(1).get<double>()};
    for (const auto& [reader, text] : read.items()) r.read[reader] = text;
    return r;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

// Made where there is none; refused where something else lies in it.
static platform::File lockOwn(const fs::path& folder) {
  std::error_code failure, ignored;
  fs::create_directories(folder, failure);
  if (failure) throw base::Error(base::Fault::folderNotMade, {}, folder, failure.message());
  if (!fs::exists(training::settingsPath(folder), ignored))
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
      if (entry.path().filename() != training::kLock)
        throw base::Error(base::Fault::fileExists, {}, entry.path());
  return training::lockFolder(folder);
}

Journal::Journal(const fs::path& folder, const std::map<std::string, std::string>& settings)
    : lock_(lockOwn(folder)) {
  training::checkConfiguration(folder, {"Evaluation", settings});
  log_ = training::Log(folder / kResults, std::numeric_limits<std::int64_t>::max());
  std::istringstream lines(base::readFile(folder / kResults));
  for (std::string line; std::getline(lines, line);)
    if (auto result = fromLine(line)) {
      const auto key = std::tuple(result->system, result->version, result->clip);
      results_.insert_or_assign(key, std::move(*result));
    }
}

const Result* Journal::find(const std::string& system, const std::string& version,
                            const std::string& clip) const {
  const auto found = results_.find({system, version, clip});
  return found == results_.end() ? nullptr : &found->second;
}

const Result& Journal::add(const Result& result) {
  log_.write(toLine(result));
  log_.sync();
  return results_[{result.system, result.version, result.clip}] = result;
}

}  // namespace judging
