#include "core/media/encode/output_container.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <string>

namespace media {
namespace {

constexpr int kBufferBytes = 1 << 20;

int writePacket(void* file, std::uint8_t* data, int size) {
  const std::error_code failure = static_cast<base::AtomicFile*>(file)->tryWrite(
      {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)});
  return failure ? AVERROR(failure.value()) : size;
}

std::int64_t seekFile(void* file, std::int64_t offset, int whence) {
  if (whence == AVSEEK_SIZE) return AVERROR(ENOSYS);
  std::error_code failure;
  const std::int64_t at = static_cast<base::AtomicFile*>(file)->seek(offset, whence & ~AVSEEK_FORCE, failure);
  return failure ? AVERROR(failure.value()) : at;
}

// libav writes anything else into a transport stream as nameless private data.
constexpr AVCodecID kTransportCodecs[] = {AV_CODEC_ID_H264,  AV_CODEC_ID_HEVC, AV_CODEC_ID_MPEG2VIDEO,
                                          AV_CODEC_ID_MPEG4, AV_CODEC_ID_AAC,  AV_CODEC_ID_MP3,
                                          AV_CODEC_ID_MP2,   AV_CODEC_ID_AC3,  AV_CODEC_ID_OPUS};

}  // namespace

// Muxers by ending; the names that more than one muxer claims are settled here.
const AVOutputFormat& containerFor(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  const char* name = ending == ".m4v" ? "mp4" : ending == ".ts" ? "mpegts" : nullptr;
  const AVOutputFormat* format = av_guess_format(name, ("x" + ending).c_str(), nullptr);
  const bool isVideo = format != nullptr && format->video_codec != AV_CODEC_ID_NONE &&
                       (format->flags & AVFMT_NOFILE) == 0 && std::strstr(format->name, "image2") == nullptr;
  if (ending.empty() || !isVideo)
    throw base::Error(base::Fault::videoEndingUnknown, {{"known", ".mp4, .mov, .mkv, .webm, .avi, .ts"}},
                      path);
  return *format;
}

bool canHold(const AVOutputFormat& container, AVCodecID codec) {
  if (std::strcmp(container.name, "mpegts") == 0)
    return std::count(std::begin(kTransportCodecs), std::end(kTransportCodecs), codec) > 0;
  return avformat_query_codec(&container, codec, FF_COMPLIANCE_NORMAL) == 1;
}

OutputContainer::OutputContainer(const std::filesystem::path& path)
    : OutputContainer(path, containerFor(path)) {}

OutputContainer::OutputContainer(const std::filesystem::path& path, const AVOutputFormat& format)
    : file_(path) {
  AVFormatContext* made = nullptr;
  av::check(avformat_alloc_output_context2(&made, &format, nullptr, path.filename().c_str()),
            "start the container of", path);
  context_.reset(made);
  auto* buffer = static_cast<std::uint8_t*>(av_malloc(kBufferBytes));
  if (buffer != nullptr)
    context_->pb = avio_alloc_context(buffer, kBufferBytes, 1, &file_, nullptr, writePacket, seekFile);
  if (context_->pb == nullptr) {
    av_free(buffer);
    throw av::error(AVERROR(ENOMEM), "start the container of", path);
  }
  context_->flags |= AVFMT_FLAG_CUSTOM_IO;
  if (is("wav")) av_opt_set(context_->priv_data, "rf64", "auto", 0);  // beyond 4 GB
  context_->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL;       // opus and flac in mp4
}

OutputContainer::~OutputContainer() {
  if (context_->pb == nullptr) return;
  av_freep(&context_->pb->buffer);
  avio_context_free(&context_->pb);
}

bool OutputContainer::is(const char* formatName) const { return std::strcmp(format().name, formatName) == 0; }

void OutputContainer::check(int result, const char* what) {
  if (file_.failure()) throw base::writeError(file_.failure(), file_.path());
  av::check(result, what, file_.path());
}

AVStream& OutputContainer::addStream() {
  AVStream* stream = avformat_new_stream(context_.get(), nullptr);
  if (stream == nullptr) throw av::error(AVERROR(ENOMEM), "add a stream to", file_.path());
  return *stream;
}

void OutputContainer::writeHeader() {
  av::Options options;
  check(avformat_write_header(context_.get(), options.out()), "start writing");
}

void OutputContainer::write(AVPacket& packet, const AVStream& stream, AVRational from) {
  packet.stream_index = stream.index;
  packet.pos = -1;
  av_packet_rescale_ts(&packet, from, stream.time_base);
  const int result = av_write_frame(context_.get(), &packet);
  av_packet_unref(&packet);
  check(result, "write");
}

void OutputContainer::finish() {
  check(av_write_frame(context_.get(), nullptr), "write");
  check(av_write_trailer(context_.get()), "finish");
  avio_flush(context_->pb);
  check(context_->pb->error, "finish");
  file_.commit();
}

}  // namespace media
