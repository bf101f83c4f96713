#include "core/media/decode/packet_scan.h"

#include <algorithm>
#include <string_view>

namespace media {
namespace {

// VP8 and VP9 may hold pictures in packets of their own that are only referred to, never shown
// (RFC 6386 section 9.1; VP9 bitstream specification, sections 6.2 and annex B).
bool isShown(AVCodecID codec, const AVPacket& packet) {
  if (packet.size < 1 || packet.data == nullptr) return true;
  const unsigned first = packet.data[0];
  if (codec == AV_CODEC_ID_VP8) return ((first >> 4) & 1) != 0;
  if (codec != AV_CODEC_ID_VP9 || (first >> 6) != 2) return true;
  const unsigned last = packet.data[packet.size - 1];
  const bool isSuperframe = (last >> 5) == 6;
  const unsigned profile = ((first >> 5) & 1) | ((first >> 3) & 2);
  const unsigned shift = profile == 3 ? 1 : 0;
  const bool showsExisting = ((first >> (3 - shift)) & 1) != 0;
  const bool showsFrame = ((first >> (1 - shift)) & 1) != 0;
  return isSuperframe || showsExisting || showsFrame;
}

// Containers whose packets carry no times of their own for such pictures.
bool lacksTimes(const Source& source, AVCodecID codec) {
  const std::string_view format = source.input->iformat->name;
  if ((source.input->iformat->flags & AVFMT_NOTIMESTAMPS) != 0) return true;
  if (format == "mpeg" || format == "vobsub" || format == "rm") return true;
  const AVCodecDescriptor* codecInfo = avcodec_descriptor_get(codec);
  const bool isIntra = codecInfo != nullptr && (codecInfo->props & AV_CODEC_PROP_INTRA_ONLY) != 0;
  return format == "avi" && !isIntra;
}

// Fields coded as pictures of their own come as packets half a picture apart.
bool looksLikeFields(const AVStream& stream, const std::vector<PictureEntry>& sorted) {
  const AVFieldOrder order = stream.codecpar->field_order;
  if (order == AV_FIELD_UNKNOWN || order == AV_FIELD_PROGRESSIVE || sorted.size() < 3) return false;
  std::vector<std::int64_t> steps;
  for (std::size_t i = 1; i < sorted.size(); ++i) steps.push_back(sorted[i].pts - sorted[i - 1].pts);
  std::sort(steps.begin(), steps.end());
  return steps.front() * 10 < steps[steps.size() / 2] * 7;
}

class Scanner {
 public:
  explicit Scanner(Source& source) : source_(source) {}

  PacketScan run(const std::stop_token& stop, const std::function<void(double)>& progress) {
    const av::Packet packet = av::newPacket();
    for (int failures = 0; failures < kMaxFailures && !stop.stop_requested();) {
      const int read = av_read_frame(source_.input.get(), packet.get());
      if (read == AVERROR_EOF) break;
      if (read < 0) {
        ++failures;
        continue;
      }
      failures = 0;
      take(*packet);
      av_packet_unref(packet.get());
      if (progress && ++taken_ % kTellEvery == 0) progress(partRead(source_));
    }
    finish();
    return std::move(scan_);
  }

 private:
  static constexpr int kMaxFailures = 50;         // in a row; a file that cannot be read on ends there
  static constexpr std::int64_t kTellEvery = 32;  // packets

  void take(const AVPacket& packet) {
    const AVStream& stream = source_.stream(packet.stream_index);
    if (packet.stream_index == source_.video)
      takePicture(packet, stream);
    else if (stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
      takeSound(packet, stream);
  }

  void takePicture(const AVPacket& packet, const AVStream& stream) {
    if (packet.dts != AV_NOPTS_VALUE) {
      isSteady_ = isSteady_ && (lastDts_ == AV_NOPTS_VALUE || packet.dts >= lastDts_);
      lastDts_ = packet.dts;
    }
    if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0 || !isShown(stream.codecpar->codec_id, packet)) return;
    hasAllPts_ = hasAllPts_ && packet.pts != AV_NOPTS_VALUE;
    if (packet.pts == AV_NOPTS_VALUE) return;
    scan_.pictures.push_back({packet.pts, packet.dts, (packet.flags & AV_PKT_FLAG_KEY) != 0});
    if (packet.pts >= newest_) {
      newest_ = packet.pts;
      scan_.lastDuration = packet.duration;
    }
  }

  void takeSound(const AVPacket& packet, const AVStream& stream) {
    if (packet.pts == AV_NOPTS_VALUE) return;
    const double start = static_cast<double>(packet.pts) * av_q2d(stream.time_base);
    const double end = start + static_cast<double>(packet.duration) * av_q2d(stream.time_base);
    const auto [at, isNew] = scan_.sounds.try_emplace(packet.stream_index, SoundSpan{start, end});
    if (isNew) return;
    at->second.startSec = std::min(at->second.startSec, start);
    at->second.endSec = std::max(at->second.endSec, end);
  }

  void finish() {
    auto& pictures = scan_.pictures;
    std::sort(pictures.begin(), pictures.end(), [](const auto& a, const auto& b) { return a.pts < b.pts; });
    const bool isUnique =
        std::adjacent_find(pictures.begin(), pictures.end(),
                           [](const auto& a, const auto& b) { return a.pts == b.pts; }) == pictures.end();
    if (source_.video < 0) return;
    const AVStream& stream = source_.stream(source_.video);
    scan_.isTrusted = hasAllPts_ && isSteady_ && isUnique && !pictures.empty() &&
                      !lacksTimes(source_, stream.codecpar->codec_id) && !looksLikeFields(stream, pictures);
  }

  Source& source_;
  PacketScan scan_;
  std::int64_t lastDts_ = AV_NOPTS_VALUE, newest_ = INT64_MIN, taken_ = 0;
  bool isSteady_ = true, hasAllPts_ = true;
};

}  // namespace

PacketScan scanPackets(Source& source, const std::stop_token& stop,
                       const std::function<void(double)>& progress) {
  return Scanner(source).run(stop, progress);
}

}  // namespace media
