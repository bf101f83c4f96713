#include "models/training/recorder.h"

#include <cstdio>
#include <ctime>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/platform/process.h"
#include "models/training/report.h"
#include "models/training/report/png.h"
#include "models/training/run_folder.h"

namespace training {

using Json = nlohmann::ordered_json;

static std::string text(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// To programs, on standard output.
static void say(const Json& object) {
  std::puts(text(object).c_str());
  std::fflush(stdout);
}

static std::string now() {
  const std::time_t seconds = std::time(nullptr);
  char out[32] = {};
  std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&seconds));
  return out;
}

static Json started(const RunSettings& settings, const State& state, int processes) {
  return {{"event", "start"},
          {"step", state.step},
          {"steps", settings.steps},
          {"processes", processes},
          {"machine", settings.machine.empty() ? platform::processorName() : settings.machine}};
}

Recorder::Recorder(const RunSettings& settings, const State& state, int processes)
    : settings_(settings),
      processes_(processes),
      log_(logPath(settings.folder), static_cast<std::int64_t>(numberOf(state, "log bytes"))),
      history_(historyPath(settings.folder), std::numeric_limits<std::int64_t>::max()),
      pace_(state.step),
      marked_(state.step) {
  Json start = started(settings, state, processes);
  if (settings.isJson) say(start);
  if (state.step > 0) tell("goes on from step " + std::to_string(state.step));
  start["time"] = now();
  history_.write(text(start));
}

void Recorder::tell(const std::string& words) {
  if (!settings_.isJson) live_.tell(words);
}

void Recorder::step(const State& state, const std::string& stage, const StepResult& result) {
  Json line{{"event", "step"}, {"step", state.step}};
  if (!stage.empty()) line["stage"] = stage;
  line["losses"] = result.losses;
  log_.write(text(line));
  pace_.step(state.step, static_cast<std::int64_t>(result.clips.size()) * processes_);
  const double eta = settings_.minutes > 0 ? 60 * settings_.minutes - numberOf(state, "seconds")
                                           : pace_.etaSec(settings_.steps);
  if (!settings_.isJson)
    return live_.show({stage, state.step, settings_.steps, result.losses, pace_.clipsPerSec(), eta});
  if (settings_.steps > 0) line["steps"] = settings_.steps;
  line["clipsPerSec"] = pace_.clipsPerSec();
  if (eta > 0) line["etaSec"] = eta;
  say(line);
}

// Relative to the run's folder.
static std::string writeSample(const std::filesystem::path& run, const State& state, std::size_t number,
                               const char* kind, const base::Image& image) {
  if (image.empty()) return {};
  char name[80];
  std::snprintf(name, sizeof name, "samples/step-%09lld-%02zu-%s.png", static_cast<long long>(state.step),
                number, kind);
  base::AtomicFile file(run / name);
  file.write(toPng(image));
  file.commit();
  return name;
}

void Recorder::validation(const State& state, const std::string& stage, const Validation& validation) {
  Json line{{"event", "validation"}, {"step", state.step}};
  if (!stage.empty()) line["stage"] = stage;
  line["scores"] = validation.scores;
  if (validation.isBest) line["isBest"] = true;
  std::error_code ignored;  // what cannot be written there says so itself
  std::filesystem::create_directories(settings_.folder / "samples", ignored);
  for (std::size_t i = 0; i < validation.samples.size(); ++i) {
    const Sample& sample = validation.samples[i];
    line["samples"].push_back({{"title", sample.title},
                               {"made", writeSample(settings_.folder, state, i, "made", sample.made)},
                               {"real", writeSample(settings_.folder, state, i, "real", sample.real)}});
  }
  log_.write(text(line));
  if (settings_.isJson) say(line);
  tell(lineOf({stage, state.step, settings_.steps, validation.scores}) + (validation.isBest ? "  best" : ""));
  writeReport(settings_.folder);
}

void Recorder::rolledBack(std::int64_t from, const State& to) {
  const Json event{{"event", "rollBack"}, {"step", from}, {"to", to.step}};
  log_.write(text(event));
  if (settings_.isJson) say(event);
  tell("step " + std::to_string(from) + ": diverges; goes on from step " + std::to_string(to.step) +
       " with other draws");
}

void Recorder::split(std::int64_t from, const State& to) {
  log_.cut(std::min(log_.bytes(), static_cast<std::int64_t>(numberOf(to, "log bytes"))));
  const auto splits = static_cast<std::int64_t>(numberOf(to, "splits"));
  const Json event{{"event", "split"}, {"step", to.step}, {"splits", splits}};
  log_.write(text(event));
  if (settings_.isJson) say(event);
  tell("step " + std::to_string(from + 1) + " does not fit into memory: goes on from step " +
       std::to_string(to.step) + " with batches in " + std::to_string(splits) + " pieces");
}

void Recorder::mark(State& state) {
  log_.sync();
  state.numbers["log bytes"] = static_cast<double>(log_.bytes());
  const double sec = pace_.secSinceLast();
  if (state.step > marked_)
    history_.write(
        text({{"event", "kept"}, {"step", state.step}, {"steps", state.step - marked_}, {"sec", sec}}));
  marked_ = state.step;
}

void Recorder::end(const State& state, RunEnd how) {
  const char* name = how == RunEnd::done ? "done" : "stopped";
  history_.write(text({{"event", name}, {"step", state.step}, {"time", now()}}));
  if (settings_.isJson) say({{"event", name}, {"step", state.step}});
  tell(std::string(name) + " at step " + std::to_string(state.step));
  writeReport(settings_.folder);
}

void Recorder::failed(const State& state, const base::Problem& problem) {
  history_.write(
      text({{"event", "failed"}, {"step", state.step}, {"time", now()}, {"problem", line(problem)}}));
  writeReport(settings_.folder);
}

}  // namespace training
