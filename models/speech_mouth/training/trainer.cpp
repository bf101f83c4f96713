#include "models/speech_mouth/training/trainer.h"

#include <torch/optim/adamw.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <cstdio>
#include <ctime>

namespace speech_mouth::training {
namespace {

constexpr double kDropout = 0.1;
constexpr double kAveraging = 0.998;  // of the weights that are kept in the end
constexpr double kArticulationWeight = 8;

double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// A ring of augmented steps; old ones are overwritten by fresh ones.
class Pool {
 public:
  Pool(const std::vector<Spoken>& corpus, std::int64_t steps, Random& random)
      : corpus_(corpus),
        random_(random),
        input_(torch::zeros({steps, 104})),
        visemes_(torch::zeros({steps, speech::kVisemes})),
        articulation_(torch::zeros({steps, kLearnt})) {
    for (std::size_t i = 0; i < corpus.size(); ++i) {
      if (!corpus[i].isHeldOut) heard_.push_back(i);
    }
    while (filled_ < steps) add();
  }
  void add() {
    const Example example =
        makeExample(corpus_[anyOf(random_, heard_)], corpus_[anyOf(random_, heard_)], random_);
    const std::int64_t steps = std::min(example.input.size(0), input_.size(0) - at_);
    input_.slice(0, at_, at_ + steps).copy_(example.input.slice(0, 0, steps));
    visemes_.slice(0, at_, at_ + steps).copy_(example.visemes.slice(0, 0, steps));
    articulation_.slice(0, at_, at_ + steps).copy_(example.articulation.slice(0, 0, steps));
    at_ = (at_ + steps) % input_.size(0);
    filled_ += steps;
  }
  Example batch(std::int64_t size, std::int64_t steps) {
    std::vector<torch::Tensor> input, visemes, articulation;
    for (std::int64_t i = 0; i < size; ++i) {
      const auto from =
          static_cast<std::int64_t>(below(random_, static_cast<std::size_t>(input_.size(0) - steps)));
      input.push_back(masked(input_.slice(0, from, from + steps)));
      visemes.push_back(visemes_.slice(0, from, from + steps));
      articulation.push_back(articulation_.slice(0, from, from + steps));
    }
    return {torch::stack(input), torch::stack(visemes), torch::stack(articulation)};
  }
  double hours() const { return static_cast<double>(filled_) / 25 / 3600; }
  std::int64_t filled() const { return filled_; }

 private:
  // Filters or short times hidden now and then (Park et al. 2019), and small offsets of the filters.
  torch::Tensor masked(const torch::Tensor& input) {
    torch::Tensor rows = input.reshape({-1, 26}).clone();
    if (chance(random_, 0.4)) {
      const auto from = static_cast<std::int64_t>(below(random_, 24)),
                 width = 1 + static_cast<std::int64_t>(below(random_, 4));
      rows.slice(1, from, std::min<std::int64_t>(26, from + width)).zero_();
    }
    if (chance(random_, 0.3)) {
      const auto from =
          static_cast<std::int64_t>(below(random_, static_cast<std::size_t>(rows.size(0) - 12)));
      rows.slice(0, from, from + 4 + static_cast<std::int64_t>(below(random_, 8))).zero_();
    }
    if (chance(random_, 0.3)) rows = rows + torch::randn({1, 26}) * 0.15;
    return rows.reshape(input.sizes());
  }

  const std::vector<Spoken>& corpus_;
  Random& random_;
  std::vector<std::size_t> heard_;
  torch::Tensor input_, visemes_, articulation_;
  std::int64_t at_ = 0, filled_ = 0;
};

torch::Tensor lossOf(const Answer& answer, const Example& truth) {
  const torch::Tensor crossEntropy = -(truth.visemes * answer.visemes.log_softmax(2)).sum(2).mean();
  return crossEntropy + kArticulationWeight * (answer.articulation - truth.articulation).square().mean();
}

void limitGradient(const std::vector<torch::Tensor>& parameters, double mostNorm) {
  torch::Tensor squares = torch::zeros({});
  for (const torch::Tensor& parameter : parameters) squares += parameter.grad().square().sum();
  const double norm = squares.sqrt().item<double>();
  if (norm <= mostNorm) return;
  for (const torch::Tensor& parameter : parameters) parameter.grad().mul_(mostNorm / norm);
}

void average(Weights& averaged, const Weights& weights, double keep) {
  const torch::NoGradGuard noGrad;
  for (auto& [name, tensor] : averaged) tensor.mul_(keep).add_(weights.at(name), 1 - keep);
}

Score scoreOf(const Weights& weights, const std::vector<Example>& examples) {
  const torch::NoGradGuard noGrad;
  std::vector<torch::Tensor> guessed, meant;
  double right = 0, clear = 0;
  for (const Example& example : examples) {
    const Answer answer = forward(weights, example.input.unsqueeze(0));
    const auto [share, truth] = example.visemes.max(1);
    const torch::Tensor isClear = share > 0.7;
    right += (answer.visemes[0].argmax(1).eq(truth) & isClear).sum().item<double>();
    clear += isClear.sum().item<double>();
    guessed.push_back(answer.articulation[0]);
    meant.push_back(example.articulation);
  }
  const torch::Tensor a = torch::cat(guessed), b = torch::cat(meant);
  Score out{.visemes = right / std::max(clear, 1.0)};
  for (std::int64_t k = 0; k < kLearnt; ++k) {
    const torch::Tensor x = a.select(1, k) - a.select(1, k).mean(),
                        y = b.select(1, k) - b.select(1, k).mean();
    out.correlation[static_cast<std::size_t>(k)] =
        ((x * y).sum() / (x.norm() * y.norm() + 1e-9)).item<double>();
  }
  return out;
}

}  // namespace

std::string table(const Scores& scores) {
  std::string out = "voices     visemes  opening  width  closure  f/v    rounding  loud opening\n";
  for (const auto& [name, s] : scores) {
    char row[160];
    std::snprintf(row, sizeof row, "%-10s %.3f    %.3f    %.3f  %.3f    %.3f  %.3f     %.3f\n", name.c_str(),
                  s.visemes, s.correlation[0], s.correlation[1], s.correlation[2], s.correlation[3],
                  s.correlation[4], s.correlation[5]);
    out += row;
  }
  return out;
}

Scores score(const Weights& weights, const std::vector<Spoken>& corpus) {
  constexpr std::size_t kMostEach = 80;
  Random random(77);  // the same disturbances every time
  torch::manual_seed(77);
  std::map<std::string, std::vector<Example>> examples;
  for (const Spoken& spoken : corpus) {
    if (!spoken.isHeldOut || examples[spoken.synthesiser].size() >= kMostEach) continue;
    examples[spoken.synthesiser].push_back(makeExample(spoken, spoken, random));
  }
  Scores out;
  std::vector<Example> all;
  for (const auto& [name, some] : examples) {
    out[name] = scoreOf(weights, some);
    all.insert(all.end(), some.begin(), some.end());
  }
  out["all"] = scoreOf(weights, all);
  return out;
}

Trained train(const std::vector<Spoken>& corpus, const TrainingPlan& plan, const Checkpoint& checkpoint) {
  Random random(plan.seed);
  torch::manual_seed(plan.seed);
  const double begin = cpuSeconds(), allowed = plan.cpuMinutes * 60;
  Pool pool(corpus, plan.poolSteps, random);
  std::printf("pool of %.1f h filled in %.0f CPU-s\n", pool.hours(), cpuSeconds() - begin);
  Trained out{.weights = makeWeights(plan.width, kLearnt)};
  Weights weights;
  std::vector<torch::Tensor> parameters;
  for (const auto& [name, tensor] : out.weights) {
    parameters.push_back(weights[name] = tensor.clone().set_requires_grad(true));
  }
  torch::optim::AdamW optimizer(parameters, torch::optim::AdamWOptions(plan.learningRate).weight_decay(0.01));
  double shownAt = 0, meanLoss = 0;
  for (double spent = cpuSeconds() - begin; spent < allowed; spent = cpuSeconds() - begin) {
    const double warm = std::min(1.0, static_cast<double>(out.updates + 1) / 150);
    const double rate =
        plan.learningRate * warm * std::max(0.01, 0.5 * (1 + std::cos(M_PI * spent / allowed)));
    static_cast<torch::optim::AdamWOptions&>(optimizer.param_groups()[0].options()).lr(rate);
    // Every augmented step is used about four times before a fresh one takes its place.
    const std::int64_t wanted = plan.poolSteps + out.updates * plan.batch * plan.steps / 4;
    while (pool.filled() < wanted) pool.add();
    const Example truth = pool.batch(plan.batch, plan.steps);
    const torch::Tensor loss = lossOf(forward(weights, truth.input, kDropout), truth);
    optimizer.zero_grad();
    loss.backward();
    limitGradient(parameters, 1.0);
    optimizer.step();
    ++out.updates;
    average(out.weights, weights, std::min(kAveraging, 1 - 1 / static_cast<double>(out.updates)));
    meanLoss += 0.02 * (loss.item<double>() - meanLoss);
    if (spent - shownAt >= 60) {
      shownAt = spent;
      std::printf("%5.0f CPU-s, %lld updates, loss %.3f, %.1f h of augmented speech\n", spent,
                  static_cast<long long>(out.updates), meanLoss, pool.hours());
      std::fflush(stdout);
      if (checkpoint) checkpoint(out.weights);
    }
  }
  out.hoursHeard = pool.hours();
  out.cpuSeconds = cpuSeconds() - begin;
  out.scores = score(out.weights, corpus);
  return out;
}

}  // namespace speech_mouth::training
