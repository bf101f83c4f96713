#include "core/media/av.h"

#include <cerrno>

namespace media::av {
namespace {

base::Fault meaning(int error) {
  switch (error) {
    case AVERROR(ENOSPC):
    case AVERROR(EDQUOT):
      return base::Fault::diskFull;
    case AVERROR(ENOENT):
      return base::Fault::fileMissing;
    case AVERROR(EACCES):
    case AVERROR(EPERM):
      return base::Fault::accessDenied;
    case AVERROR(EROFS):
      return base::Fault::diskReadOnly;
    case AVERROR(EISDIR):
      return base::Fault::fileIsFolder;
    case AVERROR(ENOMEM):
      return base::Fault::outOfMemory;
    case AVERROR_INVALIDDATA:
    case AVERROR_EOF:
      return base::Fault::mediaDamaged;
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_ENCODER_NOT_FOUND:
    case AVERROR_MUXER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_FILTER_NOT_FOUND:
    case AVERROR_BSF_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
    case AVERROR(ENOSYS):
      return base::Fault::ffmpegLacks;
    default:
      return base::Fault::ffmpegFailed;
  }
}

}  // namespace

void OutputClose::operator()(AVFormatContext* p) const {
  if (p == nullptr) return;
  if (p->pb != nullptr && p->oformat != nullptr && (p->oformat->flags & AVFMT_NOFILE) == 0)
    avio_closep(&p->pb);
  avformat_free_context(p);
}

Packet newPacket() {
  Packet packet(av_packet_alloc());
  if (!packet) throw error(AVERROR(ENOMEM), "make a packet");
  return packet;
}

FramePtr newFrame() {
  FramePtr frame(av_frame_alloc());
  if (!frame) throw error(AVERROR(ENOMEM), "make a picture");
  return frame;
}

Codec newCodec(const AVCodec* codec) {
  Codec context(avcodec_alloc_context3(codec));
  if (!context) throw error(AVERROR(ENOMEM), "make a codec");
  return context;
}

std::string words(int error) {
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(error, text, sizeof text);
  return text;
}

base::Error error(int code, const std::string& what, const std::filesystem::path& path) {
  return base::Error(meaning(code), {}, path, what + ": " + words(code));
}

int check(int result, const std::string& what, const std::filesystem::path& path) {
  if (result < 0) throw error(result, what, path);
  return result;
}

std::string fileUrl(const std::filesystem::path& path) { return "file:" + path.string(); }

void quiet() {
  static const bool once = (av_log_set_level(AV_LOG_QUIET), true);
  static_cast<void>(once);
}

}  // namespace media::av
