#include "core/media/encode/wave_file.h"

#include <algorithm>
#include <bit>

#include "core/media/encode/output_container.h"

namespace media {

static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::size_t kPieceBytes = 1 << 20;  // about; in whole sample frames

OutputContainer openWave(const std::filesystem::path& path) {
  return OutputContainer(path, *av_guess_format("wav", nullptr, nullptr));
}

AVStream& addStream(OutputContainer& out, const WaveFormat& format) {
  AVStream& stream = out.addStream();
  AVCodecParameters& sound = *stream.codecpar;
  sound.codec_type = AVMEDIA_TYPE_AUDIO;
  sound.codec_id = format.isFloat ? AV_CODEC_ID_PCM_F32LE : AV_CODEC_ID_PCM_S16LE;
  sound.format = format.isFloat ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_S16;
  sound.bits_per_coded_sample = av_get_bits_per_sample(sound.codec_id);
  sound.sample_rate = format.rate;
  sound.block_align = format.channels * sound.bits_per_coded_sample / 8;
  sound.bit_rate = std::int64_t{8} * sound.block_align * format.rate;
  av_channel_layout_default(&sound.ch_layout, format.channels);
  stream.time_base = {1, format.rate};
  return stream;
}

}  // namespace

struct WaveWriter::Impl {
  OutputContainer out;
  AVStream& stream;
  av::Packet packet = av::newPacket();
  std::int64_t frames = 0;

  Impl(const std::filesystem::path& path, const WaveFormat& format)
      : out(openWave(path)), stream(addStream(out, format)) {
    out.context().flags |= AVFMT_FLAG_BITEXACT;  // the same samples, the same file
    if (format.isRf64) av_opt_set(out.context().priv_data, "rf64", "always", 0);
    out.writeHeader();
  }

  void write(std::span<const std::byte> piece, std::size_t frameBytes) {
    packet->data = reinterpret_cast<std::uint8_t*>(const_cast<std::byte*>(piece.data()));  // only read
    packet->size = static_cast<int>(piece.size());
    packet->pts = packet->dts = frames;
    packet->duration = static_cast<std::int64_t>(piece.size() / frameBytes);
    frames += packet->duration;
    out.write(*packet, stream, {1, stream.codecpar->sample_rate});
  }
};

WaveWriter::WaveWriter(const std::filesystem::path& path, const WaveFormat& format)
    : impl_(std::make_unique<Impl>(path, format)) {}

WaveWriter::~WaveWriter() = default;

void WaveWriter::write(std::span<const std::byte> samples) {
  const auto frameBytes = static_cast<std::size_t>(impl_->stream.codecpar->block_align);
  while (!samples.empty()) {
    const std::size_t size = std::min(samples.size(), kPieceBytes / frameBytes * frameBytes);
    impl_->write(samples.first(size), frameBytes);
    samples = samples.subspan(size);
  }
}

void WaveWriter::finish() { impl_->out.finish(); }

void writeWave(const std::filesystem::path& path, std::span<const std::int16_t> samples, int rate) {
  WaveWriter file(path, {.rate = rate});
  file.write(std::as_bytes(samples));
  file.finish();
}

}  // namespace media
