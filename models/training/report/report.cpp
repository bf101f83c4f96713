#include "models/training/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

#include "core/base/atomic_file.h"
#include "models/training/report/axis.h"
#include "models/training/report/base64.h"
#include "models/training/report/record.h"
#include "models/training/report/style.h"

namespace training {
namespace {

namespace fs = std::filesystem;

std::string duration(double sec) {
  char text[48];
  const auto whole = static_cast<long long>(std::llround(sec));
  if (whole < 60)
    std::snprintf(text, sizeof text, "%.3g s", sec);
  else if (whole < 3600)
    std::snprintf(text, sizeof text, "%lld min %02lld s", whole / 60, whole % 60);
  else
    std::snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole / 60 % 60);
  return text;
}

std::string fact(const std::string& number, const std::string& what) {
  return "<div class=\"fact\"><b>" + escaped(number) + "</b><span>" + escaped(what) + "</span></div>\n";
}

std::string state(const Record& record) {
  const bool isWell = record.end == "done" || record.end == "stopped";
  const std::string words = record.end.empty() ? "running, or interrupted" : isWell ? record.end : "failed";
  std::string out =
      "<p><span class=\"state " + words + "\">" + words + "</span> at step " + grouped(record.step);
  if (record.steps > 0) out += " of " + grouped(record.steps);
  if (!isWell) out += record.end.empty() ? "" : ": " + escaped(record.end);
  return out + "</p>\n";
}

double median(std::vector<Point> points) {
  const auto middle = points.begin() + static_cast<std::ptrdiff_t>(points.size() / 2);
  std::ranges::nth_element(points, middle, {}, &Point::y);
  return middle->y;
}

std::string facts(const Record& record) {
  std::string out = "<div class=\"facts\">\n" + fact(grouped(record.step), "steps");
  if (record.best) out += fact(grouped(*record.best), "step of the best state");
  if (record.sec > 0) out += fact(duration(record.sec), "of training");
  if (!record.secPerStep.empty()) out += fact(duration(median(record.secPerStep)), "a step (median)");
  const auto rollBacks = std::ranges::count(record.events, "rollback", &Mark::kind);
  out += fact(std::to_string(rollBacks), "roll-backs");
  const auto starts = static_cast<std::int64_t>(record.starts.size());
  out += fact(std::to_string(std::max<std::int64_t>(starts - 1, 0)), "restarts");
  return out + "</div>\n";
}

std::vector<Mark> marksOf(const Record& record) {
  std::vector<Mark> marks = record.events;
  for (std::size_t i = 1; i < record.starts.size(); ++i)
    marks.push_back({static_cast<double>(record.starts[i].step), "restart",
                     "started again at step " + grouped(record.starts[i].step)});
  for (std::size_t i = 1; i < record.stages.size(); ++i) {
    marks.push_back(record.stages[i]);
    marks.back().text = "from step " + grouped(std::llround(marks.back().step)) + ": " + marks.back().text;
  }
  std::ranges::stable_sort(marks, {}, &Mark::step);
  return marks;
}

// Which stage took how much of the way, and what happened on it.
std::string course(const Record& record, const std::vector<Mark>& marks) {
  std::string out = "<h2>Course</h2>\n<div class=\"course\">";
  if (!record.stages.empty()) {
    out += "<div class=\"bar\">";
    for (std::size_t i = 0; i < record.stages.size(); ++i) {
      const double from = i == 0 ? 0 : record.stages[i].step - 1;
      const double to =
          i + 1 < record.stages.size() ? record.stages[i + 1].step - 1 : static_cast<double>(record.step);
      out += "<div style=\"flex:" + std::to_string(std::max(to - from, 1.0)) + " 1 0\" title=\"" +
             escaped(record.stages[i].text) + "\">" + escaped(record.stages[i].text) + "</div>";
    }
    out += "</div>";
  }
  out += "<ul>";
  if (record.best) out += "<li class=\"bestmark\">best state at step " + grouped(*record.best) + "</li>";
  for (const Mark& mark : marks) out += "<li class=\"" + mark.kind + "\">" + escaped(mark.text) + "</li>";
  return out + "</ul></div>\n";
}

Chart chartOf(const Record& record, const std::vector<Mark>& marks, const std::string& title,
              const Course& course) {
  Chart chart{.title = title, .points = course.kept, .abandoned = course.abandoned, .marks = marks};
  chart.to = static_cast<double>(std::max<std::int64_t>(record.step, 1));
  for (const Point& point : course.abandoned) chart.to = std::max(chart.to, point.x);
  return chart;
}

std::string charts(const Record& record, const std::vector<Mark>& marks) {
  std::string out = "<h2>Losses</h2>\n<div class=\"charts\" id=\"losses\">\n";
  for (const auto& [name, course] : record.losses) out += toSvg(chartOf(record, marks, name, course));
  out += "</div>\n";
  if (!record.scores.empty()) {
    out += "<h2>Validation</h2>\n<div class=\"charts\" id=\"scores\">\n";
    for (const auto& [name, course] : record.scores) {
      Chart chart = chartOf(record, marks, name, course);
      chart.isFew = true;
      if (record.best) chart.best = static_cast<double>(*record.best);
      out += toSvg(chart);
    }
    out += "</div>\n";
  }
  return out;
}

// "2026-01-31T12:00:00Z" as "2026-01-31 12:00".
std::string dayAndTime(const std::string& time) {
  return time.size() < 16 ? time : time.substr(0, 10) + " " + time.substr(11, 5);
}

std::string speed(const Record& record, const std::vector<Mark>& marks) {
  std::string rows;
  for (const Start& start : record.starts)
    rows += "<tr><td>" + escaped(dayAndTime(start.time)) + "</td><td>" + grouped(start.step) + "</td><td>" +
            std::to_string(start.processes) + "</td><td>" + escaped(start.machine) + "</td></tr>\n";
  std::string out = "<h2>Speed and machine</h2>\n<div class=\"charts\">\n";
  if (!record.secPerStep.empty())
    out += toSvg(chartOf(record, marks, "seconds a step", {.kept = record.secPerStep}));
  return out +
         "<table class=\"starts\"><thead><tr><th>started (UTC)</th><th>at "
         "step</th><th>processes</th><th>machine</th></tr></thead>\n" +
         rows + "</table></div>\n";
}

std::string contentOf(const fs::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

std::string strip(const std::string& kind, const std::string& label, const std::string& png) {
  return "<div class=\"strip " + kind + "\"><span>" + escaped(label) + "</span><img alt=\"" + escaped(label) +
         "\" src=\"data:image/png;base64," + toBase64(png) + "\"></div>\n";
}

// The page would grow without bound: the first, the last, the best, and some between.
std::vector<KeptValidation> shown(const Record& record) {
  constexpr std::size_t kMost = 12;
  const std::vector<KeptValidation>& all = record.validations;
  std::set<std::size_t> chosen;
  const std::size_t count = std::min(all.size(), kMost);
  for (std::size_t i = 0; i < count; ++i) chosen.insert(count == 1 ? 0 : i * (all.size() - 1) / (count - 1));
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].step == record.best) chosen.insert(i);
  std::vector<KeptValidation> some;
  for (const std::size_t i : chosen) some.push_back(all[i]);
  return some;
}

// By title, so that one sees how a clip has come along; the real strip is shown where it changes.
std::string samples(const Record& record, const fs::path& run) {
  const std::vector<KeptValidation> validations = shown(record);
  std::vector<std::string> titles;
  for (const KeptValidation& validation : validations)
    for (const KeptSample& sample : validation.samples)
      if (std::ranges::find(titles, sample.title) == titles.end()) titles.push_back(sample.title);
  if (titles.empty()) return {};
  std::string out = "<h2>Samples</h2>\n";
  if (validations.size() < record.validations.size())
    out += "<p>" + std::to_string(validations.size()) + " of " + std::to_string(record.validations.size()) +
           " validations</p>\n";
  out += "<div class=\"samples\">\n";
  for (const std::string& title : titles) {
    out += "<div class=\"sample\"><h3>" + escaped(title) + "</h3>\n";
    std::string before;
    for (const KeptValidation& validation : validations)
      for (const KeptSample& sample : validation.samples) {
        if (sample.title != title) continue;
        const std::string real = sample.real.empty() ? std::string() : contentOf(run / sample.real);
        if (!real.empty() && real != before) out += strip("isreal", "real", before = real);
        const bool isBest = validation.step == record.best;
        out += strip(isBest ? "isbest" : "", "step " + grouped(validation.step) + (isBest ? " \u2605" : ""),
                     contentOf(run / sample.made));
      }
    out += "</div>\n";
  }
  return out + "</div>\n";
}

std::string configuration(const Record& record) {
  std::string out = "<h2>Configuration</h2>\n<table id=\"configuration\">\n";
  for (const auto& [name, value] : record.name.configuration)
    out += "<tr><th>" + escaped(name) + "</th><td>" + escaped(value) + "</td></tr>\n";
  return out + "</table>\n";
}

}  // namespace

void writeReport(const fs::path& run) {
  const Record record = readRecord(run);
  const std::vector<Mark> marks = marksOf(record);
  const std::string title = escaped(record.name.title);
  base::AtomicFile file(reportPath(run));
  file.write(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
      title + "</title>\n<style>" + kStyle + "</style></head>\n<body><main>\n<h1>" + title + "</h1>\n");
  file.write(state(record) + facts(record) + course(record, marks) + charts(record, marks));
  file.write(samples(record, run) + speed(record, marks) + configuration(record) + "</main></body></html>\n");
  file.commit();
}

}  // namespace training
