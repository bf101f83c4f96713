#include "models/judging/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/judging/evaluation.h"
#include "tests/support/temp_folder.h"

namespace {

using judging::Measure;
using judging::Result;
using judging::System;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// A reader of CSV by RFC 4180, written for these tests.
std::vector<std::vector<std::string>> parsedCsv(const std::string& text) {
  std::vector<std::vector<std::string>> lines{{""}};
  bool isQuoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& field = lines.back().back();
    if (isQuoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
      field += '"', ++i;
    else if (c == '"')
      isQuoted = !isQuoted;
    else if (c == ',' && !isQuoted)
      lines.back().emplace_back();
    else if (c == '\n' && !isQuoted)
      lines.push_back({""});
    else
      field += c;
  }
  lines.pop_back();
  return lines;
}

const std::vector<System> kSystems{
    {.name = "real", .isReal = true}, {.name = R"(50 % "ours", a_b)"}, {.name = "other & co"}};

Result resultOf(std::size_t system, const char* clip, const char* speaker, double right, double ssim) {
  return {.system = kSystems[system].name,
          .version = "1",
          .clip = clip,
          .speaker = speaker,
          .speechOf = clip,
          .said = "one, \"two\"\nthree",
          .scores = {{"words:r", {right, 6}}, {"ssim", {ssim * 75, 75}}, {"psnr", {75 * 30.0, 75}}},
          .read = {{"r", "one two"}},
          .isPrepared = false,
          .missing = ""};
}

std::vector<Result> results() {
  std::vector<Result> all{resultOf(0, "a/1", "a", 6, 1), resultOf(0, "b/1", "b", 5, 1),
                          resultOf(1, "a/1", "a", 3, 0.8125), resultOf(1, "b/1", "b", 1, 0.9),
                          resultOf(2, "a/1", "a", 3, 0.75)};
  Result missing = resultOf(2, "b/1", "b", 0, 0);
  missing.scores.clear(), missing.read.clear();
  missing.missing = "no video";
  all.push_back(missing);
  return all;
}

judging::Plan plan() {
  judging::Plan plan;
  plan.systems = kSystems;
  plan.readers = {{.name = "r", .version = "1", .aligned = [](const auto&) {
                     return std::vector<word_reader::WordRead>{};
                   }}};
  return plan;
}

judging::Evaluation evaluation(const std::vector<std::string>& worstBy = {}) {
  return judging::evaluationOf(results(), plan(), worstBy);
}

TEST(ATable, HasTheMeansOfWhatWasMeasured) {
  const judging::Table table = evaluation().systems;
  ASSERT_EQ(table.columns.size(), 3U) << "what nobody measured is left out";
  EXPECT_EQ(table.columns[0].key, "psnr");
  EXPECT_EQ(table.columns[1].key, "ssim");
  EXPECT_EQ(table.columns[2].key, "words:r");
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_DOUBLE_EQ(table.rows[0].values[2]->mean, 11.0 / 12);
  EXPECT_NEAR(table.rows[1].values[1]->mean, 0.85625, 1e-12);
  EXPECT_EQ(table.rows[1].clips, 2);
  EXPECT_EQ(table.rows[2].clips, 1);
  EXPECT_EQ(table.rows[2].missing, 1);
}

TEST(ATable, IsDividedBySpeakers) {
  const judging::Table table = evaluation().speakers;
  ASSERT_EQ(table.rows.size(), 6U);
  EXPECT_EQ(table.rows[3].speaker, "b");
  EXPECT_EQ(table.rows[3].system, "real");
  EXPECT_DOUBLE_EQ(table.rows[3].values[2]->mean, 5.0 / 6);
  EXPECT_EQ(table.rows[5].missing, 1);
  EXPECT_FALSE(table.rows[5].values[0]);
}

TEST(ATable, IsReadByPeople) {
  const std::string text = toText(evaluation().systems);
  std::istringstream lines(text);
  std::string head, real, ours, other;
  std::getline(lines, head), std::getline(lines, real), std::getline(lines, ours), std::getline(lines, other);
  EXPECT_THAT(head, HasSubstr("System"));
  EXPECT_THAT(head, HasSubstr("Words %"));
  EXPECT_THAT(real, HasSubstr("91.7 ±8.3"));
  EXPECT_THAT(ours, HasSubstr("0.8562"));
  EXPECT_THAT(other, HasSubstr("30.00"));
  EXPECT_THAT(other, Not(HasSubstr("±"))) << "of one clip";
  EXPECT_EQ(ours.find("30.00"), real.find("30.00")) << "in columns";
}

TEST(ATable, IsReadBackFromCsv) {
  const auto lines = parsedCsv(toCsv(evaluation().systems));
  EXPECT_THAT(lines[0], ElementsAre("system", "clips", "missing", "psnr", "psnr error", "ssim", "ssim error",
                                    "words:r", "words:r error"));
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[2][0], kSystems[1].name);
  EXPECT_EQ(std::stod(lines[1][7]), 11.0 / 12) << "every digit";
  EXPECT_EQ(lines[3][2], "1");
  EXPECT_EQ(lines[3][4], "") << "of one clip nothing is known";
  EXPECT_EQ(parsedCsv(toCsv(evaluation().speakers))[0][1], "speaker");
}

TEST(ATable, IsReadBackFromJson) {
  const auto json = nlohmann::json::parse(judging::toJson(evaluation(), {{"set", "a \"set\""}}));
  EXPECT_EQ(json["about"]["set"], "a \"set\"");
  EXPECT_EQ(json["systems"][1]["system"], kSystems[1].name);
  EXPECT_EQ(json["systems"][1]["values"]["words:r"]["mean"], 4.0 / 12);
  EXPECT_FALSE(json["systems"][2]["values"]["ssim"].contains("error"));
  EXPECT_EQ(json["speakers"].size(), 6U);
  EXPECT_EQ(json["speakers"][3]["speaker"], "b");
  EXPECT_EQ(json["missing"][0]["clip"], "b/1");
  EXPECT_EQ(json["missing"][0]["why"], "no video");
  EXPECT_EQ(json["measures"][2]["best"], "high");
}

TEST(ATable, IsSetByLatexWithWhatItWouldNotTake) {
  const std::string text = toLatex(evaluation().systems, "set: x");
  EXPECT_THAT(text, HasSubstr("50 \\% \"ours\", a\\_b & "));
  EXPECT_THAT(text, HasSubstr("other \\& co & "));
  EXPECT_THAT(text, HasSubstr("\\textbf{0.8562}")) << "the best that was made";
  EXPECT_THAT(text, Not(HasSubstr("\\textbf{0.7500}")));
  EXPECT_THAT(text, Not(HasSubstr("\\textbf{1.0000}"))) << "recorded pictures do not compete";
  EXPECT_THAT(text, HasSubstr("Words \\% $\\uparrow$"));
  EXPECT_EQ(judging::latexText("#{~^$}\\"),
            "\\#\\{\\textasciitilde{}\\textasciicircum{}\\$\\}\\textbackslash{}");
}

TEST(ATable, OfClipsHasTheWorstFirst) {
  const auto names = [](const judging::Evaluation& all) {
    std::vector<std::string> found;
    for (const Result& r : all.results)
      found.push_back(
          r.clip + ' ' +
          std::to_string(std::ranges::find(kSystems, r.system, &System::name) - kSystems.begin()));
    return found;
  };
  EXPECT_THAT(names(evaluation()), ElementsAre("b/1 1", "a/1 2", "a/1 1", "b/1 0", "a/1 0", "b/1 2"))
      << "by words, then by SSIM; the missing one last";
  EXPECT_THAT(names(evaluation({"ssim"})), ElementsAre("a/1 2", "a/1 1", "b/1 1", "a/1 0", "b/1 0", "b/1 2"));
  EXPECT_EQ(names(evaluation({"words"})).front(), "b/1 1") << "whoever reads them";
  EXPECT_THROW(evaluation({"beauty"}), base::Error);
  const auto lines = parsedCsv(toCsv(evaluation().results, evaluation().systems.columns));
  EXPECT_THAT(lines[0], ElementsAre("clip", "speaker", "system", "psnr", "ssim", "words:r", "speech", "said",
                                    "read:r", "missing"));
  EXPECT_THAT(lines[1], ElementsAre("b/1", "b", kSystems[1].name, "30", "0.9", testing::_, "b/1",
                                    "one, \"two\"\nthree", "one two", ""));
  EXPECT_EQ(lines[6][9], "no video");
}

TEST(ATable, NeedsAClipOfEverySystem) {
  EXPECT_NO_THROW(judging::checkJudged(evaluation()));
  std::vector<Result> all = results();
  all[4].missing = "no video";
  try {
    judging::checkJudged(judging::evaluationOf(all, plan(), {}));
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), base::Fault::nothingToJudge);
    EXPECT_EQ(std::get<std::string>(e.problem().fact("system")->value), "other & co");
  }
}

TEST(ATable, IsWrittenInAllForms) {
  const test_support::TempFolder folder;
  judging::writeEvaluation(evaluation(), {{"set", "x"}}, folder.path());
  for (const char* file : {"table.txt", "table.csv", "table.json", "table.tex", "speakers.csv", "clips.csv"})
    EXPECT_FALSE(base::readFile(folder / file).empty()) << file;
}

}  // namespace
