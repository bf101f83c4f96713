#pragma once
#include <string>
#include <vector>

#include "models/judging/journal.h"
#include "models/judging/score.h"
#include "models/judging/system.h"

namespace judging {

// Systems as rows, measures as columns.
struct Table {
  struct Row {
    std::string system, speaker;  // no speaker: of all of them
    bool isReal = false;
    std::int64_t clips = 0, missing = 0;
    std::vector<std::optional<Summary>> values;  // of columns
  };
  std::vector<Measure> columns;  // those for which there is a value
  std::vector<Row> rows;
};
Table tableOf(const std::vector<Result>& results, const std::vector<System>& systems,
              const std::vector<Measure>& measures);
// A row for every system and speaker.
Table tableBySpeaker(const std::vector<Result>& results, const std::vector<System>& systems,
                     const std::vector<Measure>& measures);

// For people, in columns: "31.25 ±0.12"; measures with little to say are left out.
std::string toText(const Table& table);
// All measures, unscaled: MEASURE and "MEASURE error" columns (RFC 4180).
std::string toCsv(const Table& table);
// A tabular without packages; the best value of a column is bold, recorded pictures aside.
std::string toLatex(const Table& table, const std::string& caption);

// Field of a CSV line.
std::string csvField(const std::string& text);
std::string latexText(const std::string& text);

// Results by how bad they are by these measures, one after the other; those without a value come last.
std::vector<Result> worstFirst(std::vector<Result> results, const std::vector<Measure>& by);
// One line a clip and system.
std::string toCsv(const std::vector<Result>& results, const std::vector<Measure>& measures);

}  // namespace judging
