#include "core/media/decode/resampler.h"

#include <algorithm>
#include <cmath>

namespace media {
namespace {

constexpr int kMaxChannels = 64;  // swresample scales a square of so many whatever the layouts

class Layout {  // owns a channel layout
 public:
  explicit Layout(int channels) { av_channel_layout_default(&layout_, channels); }
  explicit Layout(const AVChannelLayout& from) {
    const bool isNamed = from.order == AV_CHANNEL_ORDER_NATIVE && av_channel_layout_check(&from) != 0;
    if (isNamed)
      av::check(av_channel_layout_copy(&layout_, &from), "read the sound");
    else
      av_channel_layout_default(&layout_, from.nb_channels);
  }
  ~Layout() { av_channel_layout_uninit(&layout_); }
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;
  AVChannelLayout* operator->() { return &layout_; }
  AVChannelLayout* data() { return &layout_; }
  bool isNamed() const { return layout_.order == AV_CHANNEL_ORDER_NATIVE; }

 private:
  AVChannelLayout layout_{};
};

std::vector<double> equalMatrix(int out, int in) {
  return std::vector<double>(static_cast<std::size_t>(out * in), 1.0 / in);
}

std::vector<double> matrixFor(Layout& out, Layout& in) {
  const int outCount = out->nb_channels, inCount = in->nb_channels;
  if (inCount == 1) return std::vector<double>(static_cast<std::size_t>(outCount), 1.0);
  if (!out.isNamed() || !in.isNamed()) return equalMatrix(outCount, inCount);
  std::vector<double> square(std::size_t{kMaxChannels} * kMaxChannels);
  if (swr_build_matrix2(in.data(), out.data(), M_SQRT1_2, M_SQRT1_2, 0, 1.0, 1.0, square.data(), kMaxChannels,
                        AV_MATRIX_ENCODING_NONE, nullptr) < 0)
    return equalMatrix(outCount, inCount);
  std::vector<double> matrix;
  for (int i = 0; i < outCount; ++i)
    for (int j = 0; j < inCount; ++j)
      matrix.push_back(square[static_cast<std::size_t>(i * kMaxChannels + j)]);
  return matrix;
}

}  // namespace

std::vector<double> monoWeights(const AVChannelLayout& layout) {
  Layout in(layout), out(1);
  return matrixFor(out, in);
}

void Resampler::open(const AVFrame& block) {
  Layout in(block.ch_layout), out(channels_);
  SwrContext* raw = nullptr;
  const int made =
      swr_alloc_set_opts2(&raw, out.data(), AV_SAMPLE_FMT_FLT, rate_, in.data(),
                          static_cast<AVSampleFormat>(block.format), block.sample_rate, 0, nullptr);
  swr_.reset(raw);
  av::check(made, "convert the sound");
  if (in->nb_channels != channels_)
    av::check(swr_set_matrix(swr_.get(), matrixFor(out, in).data(), in->nb_channels), "convert the sound");
  av::check(swr_init(swr_.get()), "convert the sound");
  inRate_ = block.sample_rate;
  inFormat_ = block.format;
  inChannels_ = block.ch_layout.nb_channels;
  inMask_ = block.ch_layout.u.mask;
}

void Resampler::convert(const std::uint8_t** samples, int count, std::vector<float>& out) {
  const int room = av::check(swr_get_out_samples(swr_.get(), count), "convert the sound");
  const std::size_t had = out.size();
  out.resize(had + static_cast<std::size_t>(room) * static_cast<std::size_t>(channels_));
  auto* to = reinterpret_cast<std::uint8_t*>(out.data() + had);
  const int got = av::check(swr_convert(swr_.get(), &to, room, samples, count), "convert the sound");
  out.resize(had + static_cast<std::size_t>(got) * static_cast<std::size_t>(channels_));
  const auto isBroken = [](float sample) { return !std::isfinite(sample); };
  std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(had), out.end(), isBroken, 0.0F);
}

void Resampler::push(const AVFrame& block, std::vector<float>& out) {
  const bool isSame = swr_ && block.sample_rate == inRate_ && block.format == inFormat_ &&
                      block.ch_layout.nb_channels == inChannels_ && block.ch_layout.u.mask == inMask_;
  if (!isSame) {
    flush(out);
    open(block);
  }
  convert(const_cast<const std::uint8_t**>(block.extended_data), block.nb_samples, out);
}

void Resampler::flush(std::vector<float>& out) {
  if (!swr_) return;
  convert(nullptr, 0, out);
  swr_.reset();
}

}  // namespace media
