#include "models/training/report/record.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "models/training/report/axis.h"

namespace training {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

template <class Visit>
void eachLine(const fs::path& path, Visit visit) {
  std::ifstream in(path);
  for (std::string text; std::getline(in, text);) {
    const json line = json::parse(text, nullptr, false);
    try {
      if (line.is_object()) visit(line);
    } catch (const json::exception&) {
      continue;
    }
  }
}

void add(std::map<std::string, Course>& courses, const json& numbers, double step) {
  for (const auto& [name, number] : numbers.items())
    if (number.is_number()) courses[name].kept.push_back({step, number.get<double>()});
}

void takeBack(std::map<std::string, Course>& courses, double to) {
  for (auto& [name, course] : courses) {
    const auto first = std::ranges::find_if(course.kept, [to](const Point& point) { return point.x > to; });
    course.abandoned.insert(course.abandoned.end(), first, course.kept.end());
    course.kept.erase(first, course.kept.end());
  }
}

void readValidation(Record& record, const json& line) {
  KeptValidation validation{.step = line.at("step")};
  for (const json& sample : line.value("samples", json::array()))
    validation.samples.push_back({sample.at("title"), sample.at("made"), sample.at("real")});
  add(record.scores, line.at("scores"), static_cast<double>(validation.step));
  if (line.value("isBest", false)) record.best = validation.step;
  record.validations.push_back(std::move(validation));
}

void readRollBack(Record& record, const json& line) {
  const std::int64_t from = line.at("step"), to = line.at("to");
  takeBack(record.losses, static_cast<double>(to));
  takeBack(record.scores, static_cast<double>(to));
  std::erase_if(record.validations, [to](const KeptValidation& v) { return v.step > to; });
  std::erase_if(record.stages, [to](const Mark& mark) { return mark.step > static_cast<double>(to); });
  record.events.push_back({static_cast<double>(from), "rollback",
                           "diverged at step " + grouped(from) + ", went on from step " + grouped(to)});
}

void readLog(Record& record, const json& line) {
  const std::string event = line.at("event");
  const std::int64_t step = line.at("step");
  if (event == "step") {
    add(record.losses, line.at("losses"), static_cast<double>(step));
    const std::string stage = line.value("stage", "");
    if (!stage.empty() && (record.stages.empty() || record.stages.back().text != stage))
      record.stages.push_back({static_cast<double>(step), "stage", stage});
    record.step = step;
  } else if (event == "validation") {
    readValidation(record, line);
  } else if (event == "rollBack") {
    readRollBack(record, line);
  } else if (event == "split") {
    const auto splits = std::to_string(line.at("splits").get<std::int64_t>());
    record.events.push_back(
        {static_cast<double>(step), "split",
         "from step " + grouped(step) + ": batches in " + splits + " pieces, to fit into memory"});
  }
}

void readHistory(Record& record, const json& line) {
  const std::string event = line.at("event");
  if (event == "start") {
    record.end.clear();
    record.steps = line.at("steps");
    record.starts.push_back({line.at("step"), line.at("processes"), line.at("time"), line.at("machine")});
  } else if (event == "kept") {
    const double sec = line.at("sec"), steps = line.at("steps");
    record.secPerStep.push_back({line.at("step"), sec / steps});
    record.sec += sec;
  } else {
    record.end = event == "failed" ? line.at("problem").get<std::string>() : event;
  }
}

}  // namespace

Record readRecord(const fs::path& run) {
  Record record{.name = readRunName(run)};
  eachLine(logPath(run), [&](const json& line) { readLog(record, line); });
  eachLine(historyPath(run), [&](const json& line) { readHistory(record, line); });
  std::ranges::stable_sort(record.secPerStep, {}, &Point::x);
  return record;
}

}  // namespace training
