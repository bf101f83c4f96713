#include "models/speech_mouth/training/evaluation.h"

#include <algorithm>
#include <cstdio>

#include "core/render/measure.h"

namespace speech_mouth::training {
namespace {

constexpr int kMostLag = 5;
constexpr std::size_t kLeastSteps = 60;

struct Best {
  double value = -1;
  int lag = 0;
};

Best bestLag(std::span<const float> predicted, std::span<const float> measured) {
  Best best;
  for (int lag = -kMostLag; lag <= kMostLag; ++lag) {
    const double value = dub::correlation(measured, predicted, lag);
    if (value > best.value) best = {value, lag};
  }
  return best;
}

void addWrong(Agreement& row, std::vector<double> wrong) {
  if (wrong.empty()) return;
  std::sort(wrong.begin(), wrong.end());
  for (const double value : wrong) row.wrongMean += value / static_cast<double>(wrong.size());
  row.wrongP90 = wrong[(wrong.size() - 1) * 9 / 10];
  const auto better =
      std::count_if(wrong.begin(), wrong.end(), [&](double value) { return value >= row.best; });
  row.beaten = static_cast<double>(better) / static_cast<double>(wrong.size());
}

}  // namespace

std::vector<Agreement> agreements(const std::vector<TalkingClip>& clips,
                                  const std::vector<std::vector<std::int16_t>>& others,
                                  const Predict& predictOpening) {
  std::vector<std::vector<float>> own, foreign;
  for (const TalkingClip& clip : clips) own.push_back(predictOpening(clip.speech));
  for (const auto& speech : others) foreign.push_back(predictOpening(speech));
  std::vector<Agreement> table;
  for (std::size_t i = 0; i < clips.size(); ++i) {
    const std::span<const float> measured = clips[i].opening;
    const Best best = bestLag(own[i], measured);
    Agreement row{.name = clips[i].name,
                  .atLag0 = dub::correlation(measured, own[i], 0),
                  .best = best.value,
                  .lag = best.lag};
    std::vector<double> wrong;
    const auto tryWrong = [&](const std::vector<float>& predicted) {
      if (std::min(predicted.size(), measured.size()) >= kLeastSteps)
        wrong.push_back(bestLag(predicted, measured).value);
    };
    for (std::size_t k = 0; k < clips.size(); ++k) {
      if (clips[k].file != clips[i].file) tryWrong(own[k]);
    }
    for (const auto& predicted : foreign) tryWrong(predicted);
    addWrong(row, std::move(wrong));
    table.push_back(std::move(row));
  }
  return table;
}

std::string table(const std::vector<Agreement>& agreements) {
  constexpr const char* kRow = "%-36s %6.2f   %6.2f   %+3d   %6.2f  %6.2f  %5.0f %%\n";
  std::string out = "clip                                  at lag 0  best    lag   wrong    p90    beaten\n";
  Agreement mean{.name = "mean"};
  const auto n = static_cast<double>(agreements.size());
  const auto add = [&](const Agreement& row) {
    char line[160];
    std::snprintf(line, sizeof line, kRow, row.name.c_str(), row.atLag0, row.best, row.lag, row.wrongMean,
                  row.wrongP90, 100 * row.beaten);
    out += line;
  };
  for (const Agreement& row : agreements) {
    add(row);
    mean.atLag0 += row.atLag0 / n;
    mean.best += row.best / n;
    mean.wrongMean += row.wrongMean / n;
    mean.wrongP90 += row.wrongP90 / n;
    mean.beaten += row.beaten / n;
  }
  add(mean);
  return out;
}

}  // namespace speech_mouth::training
