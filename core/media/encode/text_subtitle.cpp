#include "core/media/encode/text_subtitle.h"

#include <cstring>
#include <vector>

namespace media {
namespace {

constexpr int kMaxBytes = 1 << 16;

struct Shown {
  AVSubtitle subtitle{};
  Shown() = default;
  ~Shown() { avsubtitle_free(&subtitle); }
  Shown(const Shown&) = delete;
  Shown& operator=(const Shown&) = delete;
};

}  // namespace

AVCodecID TextSubtitle::kindFor(const AVOutputFormat& container) {
  const auto is = [&](const char* name) { return std::strcmp(container.name, name) == 0; };
  if (is("mp4") || is("mov")) return AV_CODEC_ID_MOV_TEXT;
  if (is("matroska")) return AV_CODEC_ID_SUBRIP;
  return is("webm") ? AV_CODEC_ID_WEBVTT : AV_CODEC_ID_NONE;
}

TextSubtitle::TextSubtitle(const AVStream& from, AVCodecID to) {
  const AVCodec* decoder = avcodec_find_decoder(from.codecpar->codec_id);
  const AVCodec* encoder = avcodec_find_encoder(to);
  if (decoder == nullptr || encoder == nullptr)
    throw av::error(AVERROR_DECODER_NOT_FOUND, "rewrite the subtitles");
  decoder_ = av::newCodec(decoder);
  av::check(avcodec_parameters_to_context(decoder_.get(), from.codecpar), "read the subtitles");
  decoder_->pkt_timebase = from.time_base;
  av::check(avcodec_open2(decoder_.get(), decoder, nullptr), "read the subtitles");
  encoder_ = av::newCodec(encoder);
  encoder_->time_base = {1, 1000};
  if (decoder_->subtitle_header_size > 0) {
    const auto size = static_cast<std::size_t>(decoder_->subtitle_header_size);
    encoder_->subtitle_header = static_cast<std::uint8_t*>(av_mallocz(size + 1));
    if (encoder_->subtitle_header == nullptr) throw av::error(AVERROR(ENOMEM), "rewrite the subtitles");
    std::memcpy(encoder_->subtitle_header, decoder_->subtitle_header, size);
    encoder_->subtitle_header_size = decoder_->subtitle_header_size;
  }
  av::check(avcodec_open2(encoder_.get(), encoder, nullptr), "write the subtitles");
}

TextSubtitle::~TextSubtitle() = default;

bool TextSubtitle::rewrite(AVPacket& packet) {
  Shown shown;
  int isComplete = 0;
  if (avcodec_decode_subtitle2(decoder_.get(), &shown.subtitle, &isComplete, &packet) < 0 || isComplete == 0)
    return false;
  if (shown.subtitle.num_rects == 0) return false;
  std::vector<std::uint8_t> text(kMaxBytes);
  const int size = avcodec_encode_subtitle(encoder_.get(), text.data(), kMaxBytes, &shown.subtitle);
  if (size <= 0) return false;
  const av::Packet rewritten = av::newPacket();
  av::check(av_new_packet(rewritten.get(), size), "rewrite the subtitles");
  std::memcpy(rewritten->data, text.data(), static_cast<std::size_t>(size));
  av::check(av_packet_copy_props(rewritten.get(), &packet), "rewrite the subtitles");
  av_packet_unref(&packet);
  av_packet_move_ref(&packet, rewritten.get());
  return true;
}

}  // namespace media
