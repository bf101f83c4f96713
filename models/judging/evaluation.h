#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "models/judging/judge.h"
#include "models/judging/table.h"

namespace judging {

// What an evaluation has found, as it is told.
struct Evaluation {
  std::vector<Result> results;  // the worst first
  Table systems, speakers;
  std::vector<Measure> order;  // what was called bad
};

// `worstBy`: keys of measures, or what comes before their ':'; empty = words right, else errors of free
// reading, and SSIM. Throws Error(choiceUnknown).
Evaluation evaluationOf(std::vector<Result> results, const Plan& plan,
                        const std::vector<std::string>& worstBy);

// Throws Error(nothingToJudge) naming a system of which all clips are missing.
void checkJudged(const Evaluation& evaluation);

// `about`: facts to be told with it. All numbers, unscaled.
std::string toJson(const Evaluation& evaluation, const std::map<std::string, std::string>& about);

// table.txt, table.csv, table.json, table.tex, speakers.csv, clips.csv. Throws Error: diskFull, io.
void writeEvaluation(const Evaluation& evaluation, const std::map<std::string, std::string>& about,
                     const std::filesystem::path& folder);

}  // namespace judging
