#include "models/judging/evaluation.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"

namespace judging {

using Json = nlohmann::ordered_json;

static const Measure& measureNamed(const std::vector<Measure>& all, const std::string& name) {
  std::string known;
  for (const Measure& measure : all) {
    if (measure.key == name || measure.key.starts_with(name + ':')) return measure;
    known += (known.empty() ? "" : ", ") + measure.key;
  }
  throw base::Error(base::Fault::choiceUnknown,
                    {{"kind", std::string("measure")}, {"text", name}, {"known", known}});
}

static std::vector<Measure> orderOf(const std::vector<Measure>& all, const Plan& plan,
                                    std::vector<std::string> names) {
  if (names.empty()) {
    const auto reader =
        std::ranges::find_if(plan.readers, [](const LipReader& r) { return bool(r.aligned); });
    if (reader != plan.readers.end())
      names.push_back(wordsKey(reader->name));
    else if (!plan.readers.empty())
      names.push_back(werKey(plan.readers.front().name));
    names.emplace_back("ssim");
  }
  std::vector<Measure> order;
  for (const std::string& name : names) order.push_back(measureNamed(all, name));
  return order;
}

Evaluation evaluationOf(std::vector<Result> results, const Plan& plan,
                        const std::vector<std::string>& worstBy) {
  std::vector<std::string> readers;
  for (const LipReader& reader : plan.readers) readers.push_back(reader.name);
  const std::vector<Measure> all = measures(readers);
  Evaluation out{.results = {}, .systems = {}, .speakers = {}, .order = orderOf(all, plan, worstBy)};
  out.systems = tableOf(results, plan.systems, all);
  out.speakers = tableBySpeaker(results, plan.systems, all);
  out.results = worstFirst(std::move(results), out.order);
  return out;
}

void checkJudged(const Evaluation& evaluation) {
  for (const Table::Row& row : evaluation.systems.rows)
    if (row.clips == 0) throw base::Error(base::Fault::nothingToJudge, {{"system", row.system}});
}

static Json jsonOf(const Table::Row& row, const std::vector<Measure>& columns) {
  Json json{
      {"system", row.system}, {"clips", row.clips}, {"missing", row.missing}, {"values", Json::object()}};
  if (!row.speaker.empty()) json["speaker"] = row.speaker;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!row.values[i]) continue;
    Json& value =
        json["values"][columns[i].key] = {{"mean", row.values[i]->mean}, {"clips", row.values[i]->clips}};
    if (row.values[i]->error) value["error"] = *row.values[i]->error;
  }
  return json;
}

static Json jsonOf(const Table& table) {
  Json rows = Json::array();
  for (const Table::Row& row : table.rows) rows.push_back(jsonOf(row, table.columns));
  return rows;
}

std::string toJson(const Evaluation& evaluation, const std::map<std::string, std::string>& about) {
  static constexpr const char* kBest[] = {"high", "low", "one", "zero"};
  Json json{{"about", about},
            {"measures", Json::array()},
            {"systems", jsonOf(evaluation.systems)},
            {"speakers", jsonOf(evaluation.speakers)},
            {"missing", Json::array()}};
  for (const Measure& measure : evaluation.systems.columns)
    json["measures"].push_back({{"key", measure.key},
                                {"title", measure.title},
                                {"best", kBest[static_cast<std::size_t>(measure.best)]}});
  for (const Result& r : evaluation.results)
    if (!r.missing.empty())
      json["missing"].push_back({{"system", r.system}, {"clip", r.clip}, {"why", r.missing}});
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

void writeEvaluation(const Evaluation& evaluation, const std::map<std::string, std::string>& about,
                     const std::filesystem::path& folder) {
  std::string caption;
  for (const auto& [name, value] : about) caption += (caption.empty() ? "" : ", ") + name + ": " + value;
  std::ranges::replace(caption, '\n', ' ');
  base::writeFile(folder / "table.txt", toText(evaluation.systems) + '\n' + toText(evaluation.speakers));
  base::writeFile(folder / "table.csv", toCsv(evaluation.systems));
  base::writeFile(folder / "table.json", toJson(evaluation, about));
  base::writeFile(folder / "table.tex", toLatex(evaluation.systems, caption));
  base::writeFile(folder / "speakers.csv", toCsv(evaluation.speakers));
  base::writeFile(folder / "clips.csv", toCsv(evaluation.results, evaluation.systems.columns));
}

}  // namespace judging
