#include "models/judging/held_back.h"

#include <algorithm>

namespace judging {

static constexpr double kSharpness = 0.95;  // of the one before, at least

// The value of a measure, nullptr where there is none.
static const Summary* valueOf(const Table& table, const std::string& system, const std::string& key) {
  const auto row = std::ranges::find(table.rows, system, &Table::Row::system);
  const auto column = std::ranges::find(table.columns, key, &Measure::key);
  if (row == table.rows.end() || column == table.columns.end()) return nullptr;
  const auto& value = row->values[static_cast<std::size_t>(column - table.columns.begin())];
  return value ? &*value : nullptr;
}

// Whether this measure tells how well somebody reads.
static bool isReading(const Measure& measure, const Table& table) {
  const std::string reader = measure.key.substr(measure.key.find(':') + 1);
  const bool hasWords =
      std::ranges::find(table.columns, wordsKey(reader), &Measure::key) != table.columns.end();
  return measure.key == wordsKey(reader) || (measure.key == werKey(reader) && !hasWords);
}

std::vector<Measure> worseAfter(const Table& table, const std::string& before, const std::string& after) {
  std::vector<Measure> worse;
  for (const Measure& measure : measures({})) {
    if (measure.key != "psnr" && measure.key != "ssim") continue;
    const Summary *old = valueOf(table, before, measure.key), *now = valueOf(table, after, measure.key);
    if (old == nullptr || now == nullptr || now->mean <= old->mean) worse.push_back(measure);
  }
  for (const Measure& measure : table.columns) {
    const Summary *old = valueOf(table, before, measure.key), *now = valueOf(table, after, measure.key);
    if (old == nullptr || now == nullptr) continue;
    if (measure.key == "sharpness"
            ? now->mean < kSharpness * old->mean
            : isReading(measure, table) && badness(measure, now->mean) > badness(measure, old->mean))
      worse.push_back(measure);
  }
  return worse;
}

}  // namespace judging
