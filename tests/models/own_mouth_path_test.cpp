#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "models/own_mouth/path.h"

using namespace own_mouth;

namespace {

struct RandomProblem {
  std::vector<std::vector<float>> own;
  PathProblem problem;
  RandomProblem(std::size_t cues, std::size_t states, unsigned seed) {
    std::mt19937 random(seed);
    const auto value = [&] { return static_cast<float>(random() % 1000) / 1000; };
    own.assign(cues, std::vector<float>(states));
    for (auto& row : own) std::generate(row.begin(), row.end(), value);
    problem.cues = cues, problem.states = states, problem.stay = 0.2f;
    problem.change.resize(states * states);
    std::generate(problem.change.begin(), problem.change.end(), value);
    for (std::size_t i = 0; i < states; ++i) problem.change[i * states + i] = 10;
    problem.emission = [this](std::size_t cue, std::span<float> cost) {
      std::copy(own[cue].begin(), own[cue].end(), cost.begin());
    };
    problem.stillness = [](std::size_t) { return 0.0f; };
  }
  RandomProblem(const RandomProblem&) = delete;
  float cost(const std::vector<std::int32_t>& path) const {
    float sum = 0;
    for (std::size_t t = 0; t < path.size(); ++t) {
      const auto here = static_cast<std::size_t>(path[t]);
      sum += own[t][here];
      if (t == 0) continue;
      const auto before = static_cast<std::size_t>(path[t - 1]);
      sum += before == here ? problem.stay : problem.change[before * problem.states + here];
    }
    return sum;
  }
};

}  // namespace

TEST(OwnMouthPath, TheCheapestOfAllPathsIsFound) {
  const RandomProblem p(6, 4, 3);
  float least = 1e9f;
  for (int code = 0; code < 4096; ++code) {
    std::vector<std::int32_t> path;
    for (int t = 0, rest = code; t < 6; ++t, rest /= 4) path.push_back(rest % 4);
    least = std::min(least, p.cost(path));
  }
  EXPECT_NEAR(p.cost(cheapestPath(p.problem, {})), least, 1e-4);
}

TEST(OwnMouthPath, WindowsDoNotChangeTheStartOfALongPath) {
  const RandomProblem all(1500, 8, 5);
  PathProblem part = all.problem;
  part.cues = 700;
  const std::vector<std::int32_t> longer = cheapestPath(all.problem, {}), shorter = cheapestPath(part, {});
  EXPECT_EQ(longer.size(), 1500u);
  EXPECT_TRUE(std::equal(longer.begin(), longer.begin() + 512, shorter.begin()));
}

TEST(OwnMouthPath, InSilenceThePictureIsKept) {
  RandomProblem p(100, 8, 7);
  for (std::size_t t = 51; t < 100; ++t) {  // the target rests, the head goes on moving a little
    for (std::size_t j = 0; j < 8; ++j) p.own[t][j] = p.own[50][j] + 0.05f * p.own[t][j];
  }
  p.problem.stillness = [](std::size_t cue) { return cue < 50 ? 0.0f : 1.0f; };
  const std::vector<std::int32_t> path = cheapestPath(p.problem, {});
  for (std::size_t t = 61; t < 100; ++t) EXPECT_EQ(path[t], path[60]);
}
