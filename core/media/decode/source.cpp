#include "core/media/decode/source.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <string_view>

namespace media {
namespace {

using base::Error;
using base::Fault;

void checkFile(const std::filesystem::path& path) {
  std::error_code failed;
  const auto status = std::filesystem::status(path, failed);
  if (!std::filesystem::exists(status)) {
    if (failed && failed != std::errc::no_such_file_or_directory && failed != std::errc::not_a_directory)
      throw Error(Fault::fileUnreachable, {}, path, failed.message());
    throw Error(Fault::fileMissing, {}, path);
  }
  if (std::filesystem::is_directory(status)) throw Error(Fault::fileIsFolder, {}, path);
  if (!std::filesystem::is_regular_file(status)) throw Error(Fault::fileIsSpecial, {}, path);
  if (!std::ifstream(path, std::ios::binary)) throw Error(Fault::fileUnreadable, {}, path);
  if (std::filesystem::file_size(path, failed) == 0) throw Error(Fault::fileEmpty, {}, path);
}

bool beginsAsMovie(const std::filesystem::path& path) {
  std::array<char, 8> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  const std::string_view box(head.data() + 4, 4);
  return box == "ftyp" || box == "mdat" || box == "wide" || box == "free" || box == "skip";
}

Error cannotOpen(const std::filesystem::path& path, int code) {
  if (code == AVERROR(ENOMEM) || code == AVERROR(EACCES)) return av::error(code, "open", path);
  if (beginsAsMovie(path)) return Error(Fault::mediaCutShort, {}, path, av::words(code));
  return Error(Fault::notMedia, {}, path, av::words(code));
}

// Demuxers that read text, drawings of characters or lists of other files as if they were media.
bool isForeign(std::string_view format) {
  constexpr std::array kForeign = {"tty",    "bin",     "xbin", "adf",     "idf",     "hls",   "dash",
                                   "concat", "concatf", "sdp",  "lavfi",   "rtsp",    "rtp",   "ffmetadata",
                                   "imf",    "txd",     "sami", "kmsgrab", "x11grab", "fbdev", "data"};
  return std::any_of(kForeign.begin(), kForeign.end(), [&](const char* name) { return format == name; });
}

bool isPictureFormat(std::string_view format) { return format == "image2" || format.ends_with("_pipe"); }

bool isPictureTrack(const AVStream& stream) {
  return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
}

// Larger is better.
std::array<std::int64_t, 3> rank(const AVStream& stream) {
  const AVCodecParameters& par = *stream.codecpar;
  const bool canDecode = avcodec_find_decoder(par.codec_id) != nullptr;
  const bool isDefault = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
  const bool isSide =
      (stream.disposition & (AV_DISPOSITION_HEARING_IMPAIRED | AV_DISPOSITION_VISUAL_IMPAIRED |
                             AV_DISPOSITION_COMMENT | AV_DISPOSITION_DEPENDENT)) != 0;
  const std::int64_t size = par.codec_type == AVMEDIA_TYPE_VIDEO
                                ? std::int64_t{par.width} * par.height
                                : std::int64_t{par.ch_layout.nb_channels > 0};
  return {canDecode && size > 0, std::int64_t{isDefault} - std::int64_t{isSide}, size};
}

std::vector<int> bestFirst(const AVFormatContext& input, AVMediaType type) {
  std::vector<int> found;
  for (unsigned i = 0; i < input.nb_streams; ++i)
    if (input.streams[i]->codecpar->codec_type == type && !isPictureTrack(*input.streams[i]))
      found.push_back(static_cast<int>(i));
  std::stable_sort(found.begin(), found.end(),
                   [&](int a, int b) { return rank(*input.streams[a]) > rank(*input.streams[b]); });
  return found;
}

int isStopped(void* stop) { return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0; }

av::Input openInput(const std::filesystem::path& path, const std::stop_token& stop) {
  av::Options options;
  options.set("pattern_type", "none").set("protocol_whitelist", "file").set("ignore_editlist", "0");
  AVFormatContext* raw = avformat_alloc_context();
  if (raw == nullptr) throw av::error(AVERROR(ENOMEM), "open", path);
  const auto asked = std::make_shared<std::stop_token>(stop);
  raw->interrupt_callback = {isStopped, asked.get()};
  const int opened = avformat_open_input(&raw, av::fileUrl(path).c_str(), nullptr, options.out());
  if (opened < 0) throw cannotOpen(path, opened);
  av::Input input(raw, {asked});
  const std::string_view format = input->iformat->name;
  if (isForeign(format)) throw cannotOpen(path, AVERROR_INVALIDDATA);
  const int found = avformat_find_stream_info(input.get(), nullptr);
  if (found < 0) throw cannotOpen(path, found);
  return input;
}

bool hasMedia(const AVFormatContext& input) {
  return std::any_of(input.streams, input.streams + input.nb_streams, [](const AVStream* s) {
    return s->codecpar->codec_type == AVMEDIA_TYPE_VIDEO || s->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
  });
}

}  // namespace

Source openSource(const std::filesystem::path& path, const std::stop_token& stop) {
  av::quiet();
  checkFile(path);
  Source source;
  source.path = path;
  source.input = openInput(path, stop);
  if (!hasMedia(*source.input)) throw cannotOpen(path, AVERROR_INVALIDDATA);
  const std::vector<int> videos = bestFirst(*source.input, AVMEDIA_TYPE_VIDEO);
  if (!videos.empty()) source.video = videos.front();
  source.audio = bestFirst(*source.input, AVMEDIA_TYPE_AUDIO);
  source.isPicture = isPictureFormat(source.input->iformat->name);
  return source;
}

double partRead(const Source& source) {
  AVIOContext* bytes = source.input->pb;
  const std::int64_t size = bytes == nullptr ? 0 : avio_size(bytes);
  return size <= 0 ? 0 : std::min(1.0, static_cast<double>(avio_tell(bytes)) / static_cast<double>(size));
}

const AVStream& videoStream(const Source& source) {
  if (source.video < 0) throw Error(Fault::noPicture, {}, source.path);
  return source.stream(source.video);
}

const AVStream& audioStream(const Source& source) {
  if (source.audio.empty()) throw Error(Fault::noSound, {}, source.path);
  return source.stream(source.audio.front());
}

av::Codec openDecoder(const Source& source, const AVStream& stream, int threads) {
  const AVCodecParameters& par = *stream.codecpar;
  const AVCodec* decoder = avcodec_find_decoder(par.codec_id);
  if (decoder == nullptr)
    throw Error(Fault::codecUnsupported, {{"codec", avcodec_get_name(par.codec_id)}}, source.path);
  av::Codec codec = av::newCodec(decoder);
  av::check(avcodec_parameters_to_context(codec.get(), &par), "decode", source.path);
  codec->pkt_timebase = stream.time_base;
  codec->thread_count = threads;
  codec->flags |= AV_CODEC_FLAG_UNALIGNED;  // crop to the exact picture, whatever the alignment
  av::check(avcodec_open2(codec.get(), decoder, nullptr), "decode", source.path);
  return codec;
}

bool feedDecoder(AVFormatContext& input, int stream, AVPacket& packet, AVCodecContext& codec) {
  constexpr int kMaxReadFailures = 50;  // in a row; a file that cannot be read on ends there
  for (int failures = 0; failures < kMaxReadFailures;) {
    const int read = av_read_frame(&input, &packet);
    if (read == AVERROR_EOF) break;
    if (read < 0) {
      ++failures;
      continue;
    }
    failures = 0;
    const bool isOurs = packet.stream_index == stream;
    if (isOurs) avcodec_send_packet(&codec, &packet);
    av_packet_unref(&packet);
    if (isOurs) return true;
  }
  return false;
}

}  // namespace media
