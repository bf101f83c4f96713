#include "core/media/encode/sound_encoder.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/media/encode/output_container.h"

extern "C" {
#include <libavutil/audio_fifo.h>
}

namespace media {
namespace {

constexpr int kFramesAtOnce = 4096;

struct SoundCodec {
  const char* name;
  std::vector<const char*> encoders;
};

const std::vector<SoundCodec>& soundCodecs() {
  static const std::vector<SoundCodec> table = {{"aac", {"aac"}},
                                                {"opus", {"libopus"}},
                                                {"flac", {"flac"}},
                                                {"pcm", {"pcm_s16le"}},
                                                {"mp3", {"libmp3lame"}}};
  return table;
}

bool isNamed(const AVOutputFormat& container, const char* name) {
  return std::strcmp(container.name, name) == 0;
}

const AVCodec* findSoundEncoder(const std::string& name) {
  for (const SoundCodec& entry : soundCodecs()) {
    if (name != entry.name) continue;
    for (const char* encoder : entry.encoders)
      if (const AVCodec* codec = avcodec_find_encoder_by_name(encoder)) return codec;
    throw base::Error(base::Fault::soundEncoderMissing, {{"codec", name}});
  }
  const AVCodec* codec = avcodec_find_encoder_by_name(name.c_str());
  if (codec == nullptr || codec->type != AVMEDIA_TYPE_AUDIO)
    throw base::Error(base::Fault::soundCodecUnknown, {{"codec", name}});
  return codec;
}

std::string namesFor(const AVOutputFormat& container) {
  std::string names;
  for (const SoundCodec& entry : soundCodecs()) {
    const AVCodec* codec = avcodec_find_encoder_by_name(entry.encoders.front());
    if (codec != nullptr && canHold(container, codec->id))
      names += (names.empty() ? "" : ", ") + std::string(entry.name);
  }
  return names;
}

// The smallest rate that loses nothing, else the greatest.
int nearestRate(const AVCodec& codec, int wanted) {
  if (codec.supported_samplerates == nullptr) return wanted;
  int above = 0, greatest = 0;
  for (const int* rate = codec.supported_samplerates; *rate != 0; ++rate) {
    if (*rate >= wanted && (above == 0 || *rate < above)) above = *rate;
    greatest = std::max(greatest, *rate);
  }
  return above != 0 ? above : greatest;
}

void chooseLayout(const AVCodec& codec, int channels, AVChannelLayout& out) {
  av_channel_layout_default(&out, channels);
  if (codec.ch_layouts == nullptr) return;
  const AVChannelLayout* best = nullptr;
  for (const AVChannelLayout* layout = codec.ch_layouts; layout->nb_channels != 0; ++layout) {
    if (av_channel_layout_compare(layout, &out) == 0) return;
    const bool isNearer =
        best == nullptr || std::abs(layout->nb_channels - channels) < std::abs(best->nb_channels - channels);
    if (isNearer) best = layout;
  }
  if (best != nullptr) av::check(av_channel_layout_copy(&out, best), "choose the sound's layout");
}

AVSampleFormat chooseSampleFormat(const AVCodec& codec) {
  if (codec.sample_fmts == nullptr) return AV_SAMPLE_FMT_FLT;
  return codec.sample_fmts[0];
}

}  // namespace

void FifoFree::operator()(AVAudioFifo* p) const { av_audio_fifo_free(p); }

std::string defaultSoundCodec(const AVOutputFormat& container) {
  if (isNamed(container, "webm")) return "opus";
  if (isNamed(container, "matroska")) return "flac";
  if (isNamed(container, "avi")) return "pcm";
  const AVCodec* aac = avcodec_find_encoder_by_name("aac");
  if (aac != nullptr && canHold(container, aac->id)) return "aac";
  const AVCodec* own = avcodec_find_encoder(container.audio_codec);
  return own != nullptr ? own->name : "aac";
}

const AVCodec& soundEncoderFor(const std::string& wanted, const AVOutputFormat& container,
                               const std::filesystem::path& output) {
  const std::string name = wanted.empty() ? defaultSoundCodec(container) : wanted;
  const AVCodec* codec = findSoundEncoder(name);
  if (canHold(container, codec->id)) return *codec;
  throw base::Error(
      base::Fault::soundCodecNotInContainer,
      {{"codec", name}, {"ending", output.extension().string()}, {"possible", namesFor(container)}}, output);
}

SoundEncoder::SoundEncoder(const SoundPlan& plan, const AVOutputFormat& container,
                           const std::filesystem::path& output, std::stop_token stop)
    : mix_(plan, stop) {
  openEncoder(soundEncoderFor(plan.codec, container, output), container, plan.bitrate);
  openConverter();
}

SoundEncoder::~SoundEncoder() = default;

void SoundEncoder::openEncoder(const AVCodec& codec, const AVOutputFormat& container, int bitrate) {
  context_ = av::newCodec(&codec);
  context_->sample_rate = nearestRate(codec, mix_.rate());
  chooseLayout(codec, mix_.channels(), context_->ch_layout);
  context_->sample_fmt = chooseSampleFormat(codec);
  context_->time_base = {1, context_->sample_rate};
  const int channels = context_->ch_layout.nb_channels;
  if (bitrate > 0)
    context_->bit_rate = bitrate;
  else if (codec.id == AV_CODEC_ID_AAC)
    context_->bit_rate = std::min(96000 * channels, 6 * context_->sample_rate * channels);
  else if (codec.id == AV_CODEC_ID_OPUS)
    context_->bit_rate = 64000 * channels;
  if ((container.flags & AVFMT_GLOBALHEADER) != 0) context_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  const int result = avcodec_open2(context_.get(), &codec, nullptr);
  if (result < 0)
    throw base::Error(base::Fault::soundEncoderRefuses,
                      {{"codec", codec.name}, {"rate", context_->sample_rate}, {"channels", channels}}, {},
                      av::words(result));
  ready_.reset(av_audio_fifo_alloc(context_->sample_fmt, channels, 2 * kFramesAtOnce));
  if (!ready_) throw av::error(AVERROR(ENOMEM), "keep sound");
}

void SoundEncoder::openConverter() {
  AVChannelLayout from{};
  av_channel_layout_default(&from, mix_.channels());
  SwrContext* made = nullptr;
  int result = swr_alloc_set_opts2(&made, &context_->ch_layout, context_->sample_fmt, context_->sample_rate,
                                   &from, AV_SAMPLE_FMT_FLT, mix_.rate(), 0, nullptr);
  converter_.reset(made);
  if (result >= 0) result = swr_init(converter_.get());
  av::check(result, "convert the sound for the encoder");
}

// Until `frames` are ready or the mix has ended.
void SoundEncoder::fill(int frames) {
  while (av_audio_fifo_size(ready_.get()) < frames && !isMixDone_) {
    const std::vector<float> mixed = mix_.read(kFramesAtOnce);
    const int got = static_cast<int>(mixed.size()) / mix_.channels();
    isMixDone_ = got < kFramesAtOnce;
    av::FramePtr converted = av::newFrame();
    converted->format = context_->sample_fmt;
    converted->nb_samples = swr_get_out_samples(converter_.get(), got) + 64;
    av::check(av_channel_layout_copy(&converted->ch_layout, &context_->ch_layout), "convert the sound");
    av::check(av_frame_get_buffer(converted.get(), 0), "convert the sound");
    const auto* in = reinterpret_cast<const std::uint8_t*>(mixed.data());
    int made = got == 0 ? 0
                        : av::check(swr_convert(converter_.get(), converted->extended_data,
                                                converted->nb_samples, &in, got),
                                    "convert the sound");
    const auto keep = [&] {
      av::check(av_audio_fifo_write(ready_.get(), reinterpret_cast<void**>(converted->extended_data), made),
                "keep sound");
    };
    keep();
    if (!isMixDone_) continue;
    while ((made = av::check(
                swr_convert(converter_.get(), converted->extended_data, converted->nb_samples, nullptr, 0),
                "convert the sound")) > 0)
      keep();
  }
}

bool SoundEncoder::sendFrame() {
  const int size = context_->frame_size > 0 ? context_->frame_size : kFramesAtOnce;
  fill(size);
  const int count = std::min(size, av_audio_fifo_size(ready_.get()));
  if (count == 0) return false;
  frame_ = av::newFrame();
  frame_->format = context_->sample_fmt;
  frame_->sample_rate = context_->sample_rate;
  frame_->nb_samples = count;
  av::check(av_channel_layout_copy(&frame_->ch_layout, &context_->ch_layout), "encode the sound");
  av::check(av_frame_get_buffer(frame_.get(), 0), "encode the sound");
  av::check(av_audio_fifo_read(ready_.get(), reinterpret_cast<void**>(frame_->extended_data), count),
            "encode the sound");
  frame_->pts = sent_;
  sent_ += count;
  av::check(avcodec_send_frame(context_.get(), frame_.get()), "encode the sound");
  return true;
}

bool SoundEncoder::next(AVPacket& packet) {
  while (true) {
    const int result = avcodec_receive_packet(context_.get(), &packet);
    if (result == AVERROR_EOF) return false;
    if (result != AVERROR(EAGAIN)) {
      av::check(result, "encode the sound");
      return true;
    }
    if (isFlushing_ || sendFrame()) continue;
    isFlushing_ = true;
    av::check(avcodec_send_frame(context_.get(), nullptr), "encode the sound");
  }
}

AVStream& addSoundStream(OutputContainer& out, const SoundEncoder& sound) {
  AVStream& stream = out.addStream();
  av::check(avcodec_parameters_from_context(stream.codecpar, &sound.context()), "describe the sound");
  stream.codecpar->codec_tag = 0;
  stream.time_base = {1, sound.context().sample_rate};
  stream.disposition = AV_DISPOSITION_DEFAULT;
  return stream;
}

}  // namespace media
