// redub-card-check goldens DEVICE: the networks against the reference's numbers, in 32 and 16 bits.
// redub-card-check retreat DEVICE: too many pictures for the memory that is left.
// redub-card-check speed FILE DEVICE: writes the image network's weights to FILE (safetensors) and a picture
// that goes with them, and then answers "FP BATCH STREAMS GRAPH SECONDS" on its input with pictures a second;
// FP is fp32, bf16 or fp16, GRAPH 1 for a CUDA graph of a batch of this size.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/base/thread_policy.h"
#include "models/networks/av_hubert.h"
#include "models/networks/devices.h"
#include "models/networks/discriminator.h"
#include "models/networks/fold.h"
#include "models/networks/generator.h"
#include "models/networks/lip_reader.h"
#include "models/talklip/backends/fallback_backend.h"
#include "models/talklip/backends/torch_backend.h"
#include "models/talklip/network.h"
#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"
#include "tests/gpu/graph.h"
#include "tests/support/torch/tensor_file.h"

namespace {

using base::Precision;
using golden::tensor;
using networks::Part;
using networks::Weights;

constexpr std::array kPrecisions{Precision::fp32, Precision::bf16, Precision::fp16};

at::ScalarType typeOf(Precision precision) {
  return precision == Precision::fp16 ? at::kHalf : precision == Precision::bf16 ? at::kBFloat16 : at::kFloat;
}

// As programs use them: the positional convolution's norm is no sum of 16 bits.
Weights as(const Weights& given, const at::Device& device, Precision precision) {
  const Weights weights = precision == Precision::fp32 ? given : networks::folded(given);
  Weights all;
  for (const auto& [name, tensor] : weights) all[name] = tensor.to(device, typeOf(precision));
  return all;
}

at::Tensor goldenSpeech() {
  const at::Tensor steps = at::tensor({0, 6, 12, 18, 24, 32}, at::kLong);
  return networks::mapSpeech(golden::baseTalkLip(), tensor("enc_out.npy").index_select(0, steps));
}

struct Golden {
  const char* name;
  Weights weights;
  std::vector<at::Tensor> inputs;
  at::Tensor wanted;
  at::Tensor (*compute)(const Weights&, const std::vector<at::Tensor>&);
};

Weights expertWeights() {
  std::vector<test_support::Key> keys;
  const std::string from = "audio_encoder.";
  for (test_support::Key key : golden::keys("keys/talklip_base.tsv"))
    if (key.name.starts_with(from)) key.name = "encoder." + key.name.substr(from.size()), keys.push_back(key);
  return golden::formulaTensors(keys, {.xorConstant = golden::xorConstant()});
}

std::vector<Golden> goldens() {
  const at::Tensor lips =
      ((tensor("expert_gray_u8.npy").slice(1, 4, 92).slice(2, 4, 92) / 255.0 - 0.421) / 0.165)
          .view({1, 1, 8, 88, 88});
  return {
      {"generator",
       golden::baseTalkLip(),
       {golden::faces(6, -1), goldenSpeech()},
       tensor("gen_out_demo.npy"),
       [](const Weights& w, const std::vector<at::Tensor>& x) { return networks::generate(w, x[0], x[1]); }},
      {"sound encoder",
       golden::baseTalkLip(),
       {tensor("audio_features.npy").unsqueeze(0)},
       tensor("enc_out.npy"),
       [](const Weights& w, const std::vector<at::Tensor>& x) {
         return networks::encodeSpeech(Part(w, "audio_encoder.w2v_model."), x[0])[0];
       }},
      {"judge",
       golden::formulaTensors(golden::keys("keys/discriminator.tsv"),
                              {.xorConstant = golden::xorConstant(), .gain = 2}),
       {golden::faces(6, -1).slice(1, 3)},
       tensor("disc_feat_gt.npy"),
       [](const Weights& w, const std::vector<at::Tensor>& x) { return networks::judgeFeatures(w, x[0]); }},
      {"lip reader",
       expertWeights(),
       {lips},
       tensor("expert_enc_out.npy"),
       [](const Weights& w, const std::vector<at::Tensor>& x) { return networks::encodeLips(w, x[0])[0]; }}};
}

// Of the largest value: 32 bits as on the processor, whose sums have another order; 8 and 11 bits of mantissa
// through up to 37 layers.
double toleranceOf(Precision precision) {
  return precision == Precision::fp32 ? 2e-4 : precision == Precision::bf16 ? 0.05 : 0.01;
}

int checkGoldens(const at::Device& device) {
  int failures = 0;
  for (const Golden& g : goldens())
    for (const Precision precision : kPrecisions) {
      // What LibTorch 1.13 lacks on processors: half precision, and transposed convolutions of 16 bits.
      const bool isLacking = precision == Precision::fp16 ||
                             (precision == Precision::bf16 && std::string_view(g.name) == "generator");
      if (device.is_cpu() && isLacking) continue;
      std::vector<at::Tensor> inputs;
      for (const at::Tensor& x : g.inputs) inputs.push_back(x.to(device, typeOf(precision)));
      const at::Tensor found = g.compute(as(g.weights, device, precision), inputs).to(at::kCPU, at::kFloat);
      const double off =
          golden::maxDifference(found, g.wanted) / std::max(1.0, g.wanted.abs().max().item<double>());
      const bool isRight = off <= toleranceOf(precision);
      failures += isRight ? 0 : 1;
      std::printf("golden    %-14s %-5s off by %.1e (allowed %.0e) %s\n", g.name, name(precision), off,
                  toleranceOf(precision), isRight ? "" : "WRONG");
      std::fflush(stdout);
    }
  return failures;
}

Weights imageWeights() { return networks::folded(golden::baseTalkLip()); }

// Takes memory until there is none, and gives the last pieces back.
std::vector<at::Tensor> hog(const at::Device& device, std::size_t left) {
  constexpr std::int64_t kPiece = std::int64_t{256} << 20;
  std::vector<at::Tensor> taken;
  try {
    while (true) taken.push_back(at::empty({kPiece}, at::TensorOptions(device).dtype(at::kByte)));
  } catch (const c10::Error&) {  // none is left
  }
  for (std::size_t i = 0; i < left && !taken.empty(); ++i) taken.pop_back();
  return taken;
}

int checkRetreat(const base::Device& device) {
  if (networks::torchDevice(device).is_cpu()) return std::puts("retreat   on a card alone"), 0;
  constexpr std::size_t kPictures = 4096, kVector = 512, kOutput = talklip::outputSize(96),
                        kInput = talklip::inputSize(96);
  const Weights weights = imageWeights();
  int warnings = 0;
  const std::vector<at::Tensor> taken = hog(networks::torchDevice(device), 8);  // 2 GiB stay
  talklip::FallbackBackend backend(
      talklip::torchBackend(weights, device, Precision::fp32, kPictures),
      [&] { return talklip::torchBackend(weights, {base::Device::Kind::cpu}, Precision::fp32, 1); },
      [&](const std::string& text) { ++warnings, std::printf("retreat   %s\n", text.c_str()); });
  const std::vector<float> faces(kPictures * kInput, 0.5F), speech(kPictures * kVector, 0.1F);
  std::vector<float> out(kPictures * kOutput, -1);
  backend.run(faces, speech, out, 0);
  const bool isSame = std::equal(out.begin(), out.begin() + kOutput, out.end() - kOutput,
                                 [](float a, float b) { return std::abs(a - b) < 1e-3F; });
  std::printf("retreat   %zu pictures in batches of %zu %s\n", kPictures, backend.batch(),
              warnings > 0 && isSame ? "" : "WRONG");
  return warnings > 0 && isSame ? 0 : 1;
}

// Pictures a second of `streams` threads, each with batches of its own, copies included.
double painted(const talklip::ImageBackend& backend, std::size_t batch, int streams, double seconds) {
  std::atomic<std::int64_t> done = 0;
  std::atomic<bool> isOver = false;
  std::vector<std::jthread> threads;
  for (int i = 0; i < streams; ++i)
    threads.emplace_back([&] {
      const std::vector<float> faces(batch * talklip::inputSize(96), 0.5F), speech(batch * 512, 0.1F);
      std::vector<float> out(batch * talklip::outputSize(96));
      while (!isOver) {
        backend.run(faces, speech, out, 0);
        ++done;
      }
    });
  const auto wait = [&](double time) {
    const base::Stopwatch watch;
    const std::int64_t before = done;
    while (watch.wallSec() < time || done < before + 2)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return static_cast<double>(done - before) * static_cast<double>(batch) / watch.wallSec();
  };
  wait(seconds / 2);
  const double rate = wait(seconds);
  isOver = true;
  return rate;
}

int answerSpeed(const std::string& file, const base::Device& device) {
  const Weights weights = imageWeights();
  Weights image;
  for (const auto& [name, tensor] : weights)
    if (name.starts_with("face_") || name.starts_with("output_")) image[name] = tensor;
  const at::Tensor faces = golden::faces(6, -1), speech = goldenSpeech();
  test_support::writeTensors(
      {{"weights", image},
       {"example", {{"faces", faces}, {"speech", speech}, {"painted", tensor("gen_out_demo.npy")}}}},
      file);
  std::puts("ready");
  std::fflush(stdout);
  std::string precision;
  std::size_t batch = 0;
  int streams = 0, isGraph = 0;
  for (double seconds = 0; std::cin >> precision >> batch >> streams >> isGraph >> seconds;) {
    const Precision wanted = base::parsePrecision(precision);
    const double rate =
        isGraph ? gpu::paintedByGraph(as(image, networks::torchDevice(device), wanted), typeOf(wanted), batch,
                                      seconds)
                : painted(*talklip::torchBackend(image, device, wanted, batch), batch, streams, seconds);
    std::printf("%.1f\n", rate);
    std::fflush(stdout);
  }
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  const c10::InferenceMode inference;
  const base::Device device = networks::chooseDevice(base::parseDevice(arguments.back()));
  if (arguments[0] == "goldens") return checkGoldens(networks::torchDevice(device));
  if (arguments[0] == "retreat") return checkRetreat(device);
  return answerSpeed(arguments[1], device);
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  if (argc < 3) return std::fputs("redub-card-check goldens|retreat|speed [FILE] DEVICE\n", stderr), 2;
  try {
    return run({argv + 1, argv + argc}) == 0 ? 0 : 1;
  } catch (...) {
    return std::fprintf(stderr, "redub-card-check: %s\n", line(base::caughtProblem()).c_str()), 1;
  }
}
