#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/training/report/chart.h"
#include "models/training/run_folder.h"

namespace training {

struct KeptSample {
  std::string title, made, real;  // files, relative to the run's folder; `real` may be empty
};
struct KeptValidation {
  std::int64_t step = 0;
  std::vector<KeptSample> samples;
};

struct Start {
  std::int64_t step = 0, processes = 1;
  std::string time, machine;
};

struct Course {
  std::vector<Point> kept, abandoned;  // what was learnt, and what was taken back later
};

// A run as its log and its history tell it. Lines that are damaged are left out.
struct Record {
  RunName name;
  std::map<std::string, Course> losses, scores;
  std::vector<KeptValidation> validations;
  std::optional<std::int64_t> best;
  std::vector<Mark> stages;  // each at its first step
  std::vector<Mark> events;  // roll-backs, splits
  std::vector<Start> starts;
  std::vector<Point> secPerStep;
  double sec = 0;                    // of training, all starts together
  std::int64_t step = 0, steps = 0;  // the last one; as many as are asked for, 0 = not said
  std::string end;                   // "done", "stopped", or what went wrong; empty: it has not ended
};
// Throws Error: notFound, runDamaged.
Record readRecord(const std::filesystem::path& run);

}  // namespace training
