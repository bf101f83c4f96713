#include "models/talklip/backends/lip_network.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <omp.h>

#include <algorithm>
#include <random>
#include <thread>

#include "core/base/error.h"
#include "core/base/log.h"
#include "models/networks/av_hubert.h"
#include "models/networks/devices.h"
#include "models/networks/fold.h"
#include "models/networks/generator.h"
#include "models/talklip/backends/fallback_backend.h"
#include "models/talklip/backends/onednn_backend.h"
#include "models/talklip/backends/open_weights.h"
#include "models/talklip/backends/torch_backend.h"

namespace talklip {

using base::Error;
using base::Fault;
using base::Precision;
using networks::Weights;

namespace {

constexpr base::Device kProcessor{base::Device::Kind::cpu};
constexpr std::size_t kCpuBatch = 4, kGpuBatch = 32;
// How far the pictures of 16-bit numbers may differ from those of 32-bit ones, 0..1.
constexpr float kMostOff = 2e-2F, kMeanOff = 3e-3F;

Weights startingWith(const Weights& weights, std::initializer_list<const char*> prefixes) {
  Weights some;
  for (const auto& [name, tensor] : weights)
    if (std::ranges::any_of(prefixes, [&](const char* p) { return name.rfind(p, 0) == 0; }))
      some[name] = tensor;
  return some;
}

// LibTorch's threads for what this thread calls, until the end of the scope. at::set_num_threads would set
// them for all threads that are new to LibTorch, too.
class TorchThreads {
 public:
  explicit TorchThreads(int count) : before_(at::get_num_threads()) { omp_set_num_threads(count); }
  ~TorchThreads() { omp_set_num_threads(before_); }
  TorchThreads(const TorchThreads&) = delete;
  TorchThreads& operator=(const TorchThreads&) = delete;

 private:
  int before_;
};

int cores() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

struct Difference {
  float most = 0, mean = 0;
};
// Of two backends on one made picture, its lower face.
Difference difference(const ImageBackend& a, const ImageBackend& b, std::size_t vector) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> unit(0, 1);
  const std::size_t values = outputSize(a.edge());
  std::vector<float> faces(inputSize(a.edge())), speech(vector), first(values), second(values);
  for (float& v : faces) v = unit(random);
  for (float& v : speech) v = 2 * unit(random) - 1;
  a.run(faces, speech, first, lowerFace(a.edge()));
  b.run(faces, speech, second, lowerFace(a.edge()));
  Difference d;
  for (std::size_t i = 0; i < values; ++i) {
    const float off = std::abs(first[i] - second[i]);
    d.most = std::max(d.most, off), d.mean += off / static_cast<float>(values);
  }
  return d;
}

bool isClose(const Difference& d) { return d.most <= kMostOff && d.mean <= kMeanOff; }

class LipNetwork final : public Network {
 public:
  LipNetwork(const std::filesystem::path& safetensors, const Choice& choice)
      : file_(safetensors), all_(networks::folded(viewsOf(file_))) {
    encoder_ = startingWith(all_, {"audio_encoder.", "audio_map."});
    face_ = startingWith(all_, {"face_encoder_blocks.", "face_decoder_blocks.", "output_block."});
    const auto first = face_.find("face_decoder_blocks.0.0.conv_block.0.weight");
    if (first == face_.end()) throw Error(Fault::modelWithoutLips, {}, safetensors);
    vector_ = static_cast<std::size_t>(first->second.size(1));
    open(choice);
    if (device_.kind != base::Device::Kind::cpu)
      for (auto& [name, tensor] : encoder_) tensor = tensor.to(networks::torchDevice(device_));
  }

  bool hears(SpeechInput input) const override {
    return encoder_.count(input == SpeechInput::steps ? "audio_map.weight"
                                                      : "audio_encoder.0.conv_block.0.weight") == 1;
  }
  int edge() const override { return image_->edge(); }
  std::size_t vectorSize() const override { return vector_; }
  std::size_t batch() const override { return image_->batch(); }
  std::string about() const override {
    return image_->about() + ", " + std::to_string(image_->batch()) + " pictures at once";
  }

  std::vector<float> encode(SpeechInput input, std::span<const float> values) const override {
    const c10::InferenceMode inference;
    const TorchThreads all(cores());  // nothing is painted yet
    const bool isSteps = input == SpeechInput::steps;
    const std::int64_t row = isSteps ? 104 : 80 * 16, rows = static_cast<std::int64_t>(values.size()) / row;
    const at::Tensor x =
        at::from_blob(const_cast<float*>(values.data()), {rows, row}, at::kFloat).to(networks::torchDevice(device_));
    const at::Tensor out =
        (isSteps ? networks::mapSpeech(
                       encoder_, networks::encodeSpeech(networks::Part(encoder_, "audio_encoder.w2v_model."),
                                                        x.unsqueeze(0))[0])
                 : networks::encodeMel(encoder_, x.view({rows, 1, 80, 16})))
            .to(at::kCPU)
            .contiguous();
    return {out.data_ptr<float>(), out.data_ptr<float>() + out.numel()};
  }

  std::vector<float> paint(std::span<const float> faces, std::span<const float> speech,
                           int firstRow) const override {
    std::vector<float> out(faces.size() / 2);
    image_->run(faces, speech, out, firstRow);
    return out;
  }

 private:
  // oneDNN if it gives what LibTorch gives, else nullptr.
  std::unique_ptr<ImageBackend> trusted(Precision precision, std::size_t batch) const {
    try {
      auto backend = oneDnnBackend(face_, precision, batch);
      if (backend &&
          isClose(difference(*backend, *torchBackend(face_, kProcessor, Precision::fp32, 1), vector_)))
        return backend;
    } catch (const Error& error) {
      base::logWarning(error.what());
    }
    return nullptr;
  }

  std::unique_ptr<ImageBackend> onCpu(Precision precision, std::size_t batch) const {
    if (precision == Precision::bf16)
      if (auto backend = oneDnnBackend(face_, precision, batch)) return backend;
    if (auto backend = trusted(Precision::fp32, batch)) return backend;
    return torchBackend(face_, kProcessor, Precision::fp32, batch);
  }

  // The fastest precision of the CPU that keeps the picture.
  std::unique_ptr<ImageBackend> onCpuBest(std::size_t batch) const {
    if (networks::hasBf16())
      if (auto backend = trusted(Precision::bf16, batch)) return backend;
    return onCpu(Precision::fp32, batch);
  }

  std::unique_ptr<ImageBackend> onGpuBest(std::size_t batch) const {
    auto fast = torchBackend(face_, device_, Precision::fp16, batch);
    if (isClose(difference(*fast, *torchBackend(face_, device_, Precision::fp32, 1), vector_))) return fast;
    return torchBackend(face_, device_, Precision::fp32, batch);
  }

  void open(const Choice& choice) {
    device_ = networks::chooseDevice(choice.device);
    const bool isCpu = device_ == kProcessor;
    const std::size_t batch = choice.batch > 0 ? choice.batch : isCpu ? kCpuBatch : kGpuBatch;
    if (isCpu && choice.precision == Precision::fp16) throw Error(Fault::fp16NeedsCard);
    if (isCpu && choice.precision == Precision::bf16 && !networks::hasBf16()) throw Error(Fault::bf16Missing);
    std::unique_ptr<ImageBackend> first =
        choice.precision != Precision::automatic
            ? (isCpu ? onCpu(choice.precision, batch) : torchBackend(face_, device_, choice.precision, batch))
        : isCpu ? onCpuBest(batch)
                : onGpuBest(batch);
    image_ = std::make_unique<FallbackBackend>(
        std::move(first), [this] { return onCpuBest(kCpuBatch); },
        [](const std::string& text) { base::logWarning(text); });
  }

  models::SafetensorsFile file_;  // the weights that were not folded lie in it
  Weights all_, encoder_, face_;
  std::size_t vector_ = 0;
  base::Device device_;
  std::unique_ptr<FallbackBackend> image_;
};

}  // namespace

std::unique_ptr<Network> openLipNetwork(const std::filesystem::path& safetensors, const Choice& choice) {
  const c10::InferenceMode inference;
  at::set_num_threads(1);  // of all threads from here on: LibTorch's own default is one for each core
  return std::make_unique<LipNetwork>(safetensors, choice);
}

}  // namespace talklip
