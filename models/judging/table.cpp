#include "models/judging/table.h"

#include <algorithm>
#include <set>

namespace judging {

static Table::Row rowOf(const std::vector<Result>& results, const System& system, const std::string& speaker,
                        const std::vector<Measure>& measures) {
  Table::Row row{.system = system.name, .speaker = speaker, .isReal = system.isReal};
  std::map<std::string, std::vector<Score>> scores;
  for (const Result& r : results) {
    if (r.system != system.name || (!speaker.empty() && r.speaker != speaker)) continue;
    ++(r.missing.empty() ? row.clips : row.missing);
    for (const auto& [key, score] : r.scores) scores[key].push_back(score);
  }
  for (const Measure& measure : measures) row.values.push_back(summary(scores[measure.key]));
  return row;
}

static Table withoutEmpty(std::vector<Table::Row> rows, const std::vector<Measure>& measures) {
  Table table;
  for (std::size_t i = 0; i < measures.size(); ++i)
    if (std::ranges::any_of(rows, [&](const Table::Row& row) { return row.values[i].has_value(); }))
      table.columns.push_back(measures[i]);
  for (Table::Row& row : rows) {
    std::vector<std::optional<Summary>> values;
    for (std::size_t i = 0; i < measures.size(); ++i)
      if (std::ranges::find(table.columns, measures[i].key, &Measure::key) != table.columns.end())
        values.push_back(row.values[i]);
    row.values = std::move(values);
  }
  table.rows = std::move(rows);
  return table;
}

Table tableOf(const std::vector<Result>& results, const std::vector<System>& systems,
              const std::vector<Measure>& measures) {
  std::vector<Table::Row> rows;
  for (const System& system : systems) rows.push_back(rowOf(results, system, {}, measures));
  return withoutEmpty(std::move(rows), measures);
}

Table tableBySpeaker(const std::vector<Result>& results, const std::vector<System>& systems,
                     const std::vector<Measure>& measures) {
  std::set<std::string> speakers;
  for (const Result& r : results) speakers.insert(r.speaker);
  std::vector<Table::Row> rows;
  for (const std::string& speaker : speakers)
    for (const System& system : systems) rows.push_back(rowOf(results, system, speaker, measures));
  return withoutEmpty(std::move(rows), measures);
}

std::vector<Result> worstFirst(std::vector<Result> results, const std::vector<Measure>& by) {
  const auto rank = [&](const Result& r) {
    std::vector<std::pair<bool, double>> bad;  // less = worse
    for (const Measure& measure : by) {
      const auto score = r.scores.find(measure.key);
      if (score == r.scores.end())
        bad.emplace_back(true, 0);
      else
        bad.emplace_back(false, -badness(measure, score->second.value()));
    }
    return bad;
  };
  std::ranges::stable_sort(results, [&](const Result& a, const Result& b) {
    const auto left = rank(a), right = rank(b);
    if (left != right) return left < right;
    return std::tie(a.clip, a.system) < std::tie(b.clip, b.system);
  });
  return results;
}

}  // namespace judging
