#include "models/talklip/backends/bench_run.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <latch>
#include <map>
#include <thread>

#include "core/base/platform/process.h"
#include "core/base/stopwatch.h"
#include "models/architecture/specs.h"
#include "models/networks/av_hubert.h"
#include "models/networks/devices.h"
#include "models/networks/fold.h"
#include "models/talklip/backends/onednn_backend.h"
#include "models/talklip/backends/torch_backend.h"
#include "models/talklip/network.h"

namespace talklip {
namespace {

using base::Precision;

constexpr base::Device kProcessor{base::Device::Kind::cpu};
constexpr double kImageMacs = 3.874e9, kStepMacs = 91e6;  // of the base size, counted from the layers
constexpr std::int64_t kVector = 512, kSteps = 250;

networks::Weights randomWeights(const std::vector<architecture::TensorSpec>& specs) {
  at::manual_seed(1);
  networks::Weights weights;
  for (const architecture::TensorSpec& spec : specs) {
    if (!spec.isNeeded) continue;
    double fanIn = 1;
    for (std::size_t i = 1; i < spec.shape.size(); ++i) fanIn *= static_cast<double>(spec.shape[i]);
    weights[spec.name] =
        spec.shape.size() == 1 ? at::ones(spec.shape) : at::randn(spec.shape) * std::sqrt(1 / fanIn);
  }
  return networks::folded(weights);
}

double residentBytes() { return static_cast<double>(platform::residentBytes()); }

int cores() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

// How often `work` is done a second by so many threads, each calling it by itself. Once each before the clock
// starts.
double rate(int threads, double seconds, const std::function<void()>& work) {
  std::atomic<std::int64_t> done = 0;
  std::latch ready(threads + 1);
  std::atomic<bool> isOver = false;
  std::vector<std::jthread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&] {
      const c10::InferenceMode inference;
      at::set_num_threads(1);
      work();
      ready.arrive_and_wait();
      while (!isOver) {
        work();
        ++done;
      }
    });
  ready.arrive_and_wait();
  done = 0;
  const base::Stopwatch watch;
  while (watch.wallSec() < seconds || done < 2 * threads)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const double rate = static_cast<double>(done) / watch.wallSec();
  isOver = true;
  return rate;
}

class Bench {
 public:
  Bench(double seconds, const std::function<void(const BenchRow&)>& tell) : seconds_(seconds), tell_(tell) {}

  void peaks() {
    for (const Precision precision :
         networks::hasBf16() ? std::vector{Precision::fp32, Precision::bf16} : std::vector{Precision::fp32})
      for (const int threads : threadCounts()) {
        const at::ScalarType type = precision == Precision::bf16 ? at::kBFloat16 : at::kFloat;
        const at::Tensor a = at::randn({1024, 1024}).to(type), b = at::randn({1024, 1024}).to(type);
        const at::Tensor x = at::randn({16, 512, 32, 32}).to(type), w = at::randn({512, 512, 1, 1}).to(type);
        const double macs = 1024.0 * 1024 * 1024, convMacs = 16.0 * 1024 * 512 * 512;
        const double product = rate(threads, seconds_, [&] { at::mm(a, b); });
        const double convolution = rate(threads, seconds_, [&] { at::conv2d(x, w); });
        const double direct = oneDnnProducts(precision, threads);
        peak_[{name(precision), threads}] = std::max({product * macs, convolution * convMacs, direct * macs});
        report({"matrix product", "LibTorch", "cpu", name(precision), 1, threads, product}, macs, 0);
        report({"matrix product", "oneDNN", "cpu", name(precision), 1, threads, direct}, macs, 0);
        report({"1x1 convolution", "LibTorch", "cpu", name(precision), 16, threads, convolution}, convMacs,
               0);
      }
  }

  void image() {
    const networks::Weights weights = randomWeights(architecture::imageNetwork({}));
    for (const std::size_t batch : {1, 4, 8})
      backend("LibTorch", "fp32", batch,
              [&] { return torchBackend(weights, kProcessor, Precision::fp32, batch); });
    for (const bool winograd : {false, true})
      for (const std::size_t batch : {1, 4, 8})
        backend("oneDNN", winograd ? "fp32" : "fp32-direct", batch,
                [&] { return oneDnnBackend(weights, Precision::fp32, batch, winograd); });
    if (networks::hasBf16())
      for (const std::size_t batch : {1, 4, 8})
        backend("oneDNN", "bf16", batch, [&] { return oneDnnBackend(weights, Precision::bf16, batch); });
    const base::Device card = networks::chooseDevice({});
    if (card == kProcessor) return;
    for (const Precision precision : {Precision::fp32, Precision::bf16, Precision::fp16})
      for (const std::size_t batch : {1, 8, 32}) onCard(card, precision, batch, weights);
  }

  void speech() {
    const networks::Weights weights =
        randomWeights(architecture::avHubert("", {}, architecture::Uses::sound));
    for (const int threads : threadCounts()) {
      const double before = residentBytes();
      const at::Tensor features = at::randn({1, kSteps, 104});
      const c10::InferenceMode inference;
      at::set_num_threads(threads);
      networks::encodeSpeech(weights, features);
      const base::Stopwatch watch;
      int count = 0;
      for (; count < 2 || watch.wallSec() < seconds_; ++count) networks::encodeSpeech(weights, features);
      report({"speech encoder", "LibTorch", "cpu", "fp32", 1, threads,
              count * static_cast<double>(kSteps) / watch.wallSec()},
             kStepMacs, residentBytes() - before);
    }
  }

 private:
  static std::vector<int> threadCounts() {
    return cores() > 1 ? std::vector<int>{1, cores()} : std::vector<int>{1};
  }

  // Matrices of 1024 x 1024 a second; 0 without oneDNN.
  double oneDnnProducts(Precision precision, int threads) const {
    if (!oneDnnProduct(precision)) return 0;
    return rate(threads, seconds_, [&] {
      thread_local const std::function<void()> product = oneDnnProduct(precision);
      product();
    });
  }

  void report(BenchRow row, double macs, double memory) {
    row.gmacPerSec = row.perSec * macs / 1e9;
    const auto peak = peak_.find({row.precision == "fp32-direct" ? "fp32" : row.precision, row.threads});
    row.shareOfPeak = row.device == "cpu" && peak != peak_.end() ? row.perSec * macs / peak->second : 0;
    row.memoryBytes = std::max(0.0, memory);
    tell_(row);
  }

  void backend(const std::string& name, const std::string& precision, std::size_t batch,
               const std::function<std::unique_ptr<ImageBackend>()>& make) {
    const double before = residentBytes();
    const std::unique_ptr<ImageBackend> backend = make();
    if (backend == nullptr) return;
    for (const int threads : threadCounts())
      for (const int firstRow : {0, lowerFace(kEdge)}) {
        const double perSec = painted(*backend, batch, threads, firstRow);
        report({firstRow == 0 ? "image network" : "lower face only", name, "cpu", precision, batch, threads,
                perSec},
               kImageMacs, residentBytes() - before);
      }
  }

  void onCard(base::Device card, Precision precision, std::size_t batch, const networks::Weights& weights) {
    try {
      const std::unique_ptr<ImageBackend> backend = torchBackend(weights, card, precision, batch);
      report({"image network", "LibTorch", name(card), name(precision), batch, 2,
              painted(*backend, batch, 2, 0)},
             kImageMacs, 0);
    } catch (const OutOfMemory&) {  // a card too small for this row
    }
  }

  // Pictures a second.
  double painted(const ImageBackend& backend, std::size_t batch, int threads, int firstRow) const {
    const std::vector<float> faces(batch * inputSize(kEdge), 0.5F), speech(batch * kVector, 0.1F);
    return static_cast<double>(batch) * rate(threads, seconds_, [&] {
             thread_local std::vector<float> out;
             out.resize(batch * outputSize(kEdge));
             backend.run(faces, speech, out, firstRow);
           });
  }

  double seconds_;
  const std::function<void(const BenchRow&)>& tell_;
  std::map<std::pair<std::string, int>, double> peak_;  // multiply-adds a second
};

}  // namespace

void runBench(double secondsEach, const std::function<void(const BenchRow&)>& tell) {
  const c10::InferenceMode inference;
  Bench bench(secondsEach, tell);
  bench.peaks();
  bench.image();
  bench.speech();
}

}  // namespace talklip
