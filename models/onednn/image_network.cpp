#include "models/onednn/image_network.h"

#include <omp.h>

#include <oneapi/dnnl/dnnl.hpp>
#include <utility>

#include "core/base/error.h"
#include "models/onednn/network.h"

namespace onednn {
namespace {

using dnnl::memory;

constexpr std::size_t kPlane = 96 * 96;

// oneDNN takes its threads from OpenMP's setting for the calling thread, when a primitive is made and when it
// runs.
class Threads {
 public:
  explicit Threads(int count) : before_(omp_get_max_threads()) { omp_set_num_threads(count); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  ~Threads() { omp_set_num_threads(before_); }

 private:
  int before_;
};

[[noreturn]] void fail(const dnnl::error& error) {
  throw base::Error(base::Fault::networkUnsupported, {}, {}, error.what());
}

struct alignas(64) Line {
  std::byte bytes[64];
};

}  // namespace

bool hasBf16() {
  const auto isa = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
  const auto wanted = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_bf16);
  return (isa & wanted) == wanted;
}

struct ImageNetwork::Impl {
  struct Bound {  // a step with its arguments in this network's arena
    const Step* step;
    std::unordered_map<int, memory> arguments;
  };
  struct Loose {  // an argument in a caller's array
    memory argument;
    int buffer;
    std::size_t offset;
  };

  Impl(const Layers& layers, const Settings& given, std::shared_ptr<PackedWeights> shared)
      : settings(given), weights(std::move(shared)) {
    const Threads threads(settings.threads);
    program = std::make_shared<const Program>(
        imageProgram(layers, *weights, wayOf(layers, settings), settings.batch, settings.firstRow));
    vector = static_cast<std::size_t>(layers.at("face_decoder_blocks.0.0").shape[1]);
    bind();
  }
  Impl(const Impl& other)
      : settings(other.settings), weights(other.weights), program(other.program), vector(other.vector) {
    bind();
  }
  Impl& operator=(const Impl&) = delete;

  std::byte* arenaAt(const Argument& argument) {
    const std::size_t offset = argument.id == DNNL_ARG_SCRATCHPAD
                                   ? program->arenaBytes
                                   : program->bufferOffset[static_cast<std::size_t>(argument.buffer)];
    return arena.data()->bytes + offset + argument.offset;
  }

  void bind() {
    arena.resize((program->arenaBytes + program->scratchBytes) / sizeof(Line) + 1);
    stream = dnnl::stream(weights->engine());
    for (const Step& step : program->steps) {
      Bound bound{&step, {}};
      for (const Argument& argument : step.arguments) {
        memory value = argument.constant;
        if (!value) {
          const bool isLoose = argument.buffer >= 0 && argument.buffer < kFirstOwn;
          value = memory(argument.desc, weights->engine(), isLoose ? nullptr : arenaAt(argument));
          if (isLoose) loose.push_back({value, argument.buffer, argument.offset});
        }
        bound.arguments.emplace(argument.id, value);
      }
      steps.push_back(std::move(bound));
    }
  }

  Settings settings;
  std::shared_ptr<PackedWeights> weights;
  std::shared_ptr<const Program> program;
  std::size_t vector = 0;
  std::vector<Line> arena;
  std::vector<Bound> steps;
  std::vector<Loose> loose;
  dnnl::stream stream;
};

ImageNetwork::ImageNetwork(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ImageNetwork::ImageNetwork(ImageNetwork&&) noexcept = default;
ImageNetwork& ImageNetwork::operator=(ImageNetwork&&) noexcept = default;
ImageNetwork::~ImageNetwork() = default;

ImageNetwork::ImageNetwork(const Layers& layers, const Settings& settings) try
    : impl_(std::make_unique<Impl>(
          layers, settings, std::make_shared<PackedWeights>(dnnl::engine(dnnl::engine::kind::cpu, 0)))) {
} catch (const dnnl::error& error) {
  fail(error);
}

ImageNetwork::ImageNetwork(const Layers& layers, const Settings& settings, const ImageNetwork& relative) try
    : impl_(std::make_unique<Impl>(layers, settings, relative.impl_->weights)) {
} catch (const dnnl::error& error) {
  fail(error);
}

ImageNetwork ImageNetwork::another() const { return ImageNetwork(std::make_unique<Impl>(*impl_)); }

void ImageNetwork::run(std::span<const float> faces, std::span<const float> speech,
                       std::span<float> out) try {
  const std::size_t count = faces.size() / (6 * kPlane),
                    batch = static_cast<std::size_t>(impl_->settings.batch);
  if (count < 1 || count > batch || faces.size() != count * 6 * kPlane ||
      speech.size() != count * impl_->vector || out.size() != count * 3 * kPlane) {
    throw base::Error(base::Fault::defect, {}, {}, "the image network was given arrays of the wrong size");
  }
  const Threads threads(impl_->settings.threads);
  std::vector<float> filled;  // the speech of a whole batch
  if (count < batch) {
    filled.assign(speech.begin(), speech.end());
    filled.resize(batch * impl_->vector);
    speech = filled;
  }
  for (Impl::Loose& loose : impl_->loose) {
    const float* array = loose.buffer == kFaces    ? faces.data()
                         : loose.buffer == kSpeech ? speech.data()
                                                   : out.data();
    const std::size_t size = loose.buffer == kFaces    ? faces.size_bytes()
                             : loose.buffer == kSpeech ? speech.size_bytes()
                                                       : out.size_bytes();
    if (loose.offset >= size) continue;  // of a picture that is not there
    loose.argument.set_data_handle(const_cast<std::byte*>(reinterpret_cast<const std::byte*>(array)) +
                                   loose.offset);
  }
  for (const Impl::Bound& bound : impl_->steps)
    if (bound.step->picture < static_cast<int>(count))
      bound.step->primitive.execute(impl_->stream, bound.arguments);
  impl_->stream.wait();
} catch (const dnnl::error& error) {
  fail(error);
}

Memory ImageNetwork::memoryUse() const {
  return {impl_->weights->bytes(), impl_->arena.size() * sizeof(Line)};
}

std::string ImageNetwork::listing() const {
  std::string text;
  for (const Step& step : impl_->program->steps)
    if (step.picture <= 0) text += step.about + "\n";
  return text;
}

}  // namespace onednn
