#include "core/media/decode/frame_map.h"

#include <algorithm>

#include "core/media/decode/packet_scan.h"
#include "core/media/decode/picture_decoder.h"
#include "core/media/picture/picture_hash.h"

namespace media {
namespace {

constexpr std::size_t kHead = 20;  // pictures decoded to see whether the packets told the truth

std::vector<std::int64_t> decodeHead(PictureDecoder& decoder) {
  std::vector<std::int64_t> head;
  while (head.size() < kHead) {
    const av::FramePtr frame = decoder.next();
    if (!frame) break;
    head.push_back(frame->pts);
  }
  return head;
}

// Pictures before the first that can be decoded (a stream cut in an open GOP) are never shown.
std::vector<PictureEntry> shownFrom(std::vector<PictureEntry> pictures, std::int64_t first) {
  std::erase_if(pictures, [&](const PictureEntry& p) { return p.pts < first; });
  return pictures;
}

// Every decoded picture must have its packet, and nearly every packet a picture (a few may be damaged).
bool agrees(const std::vector<PictureEntry>& pictures, const std::vector<std::int64_t>& head) {
  std::size_t at = 0;
  for (const std::int64_t pts : head) {
    while (at < pictures.size() && pictures[at].pts < pts) ++at;
    if (at == pictures.size() || pictures[at].pts != pts) return false;
    ++at;
  }
  if (head.size() < kHead) at = pictures.size();
  return (at - head.size()) * 5 <= at;
}

std::int64_t median(std::vector<std::int64_t> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<std::int64_t> steps(const std::vector<std::int64_t>& times) {
  std::vector<std::int64_t> found;
  for (std::size_t i = 1; i < times.size(); ++i)
    if (times[i] != AV_NOPTS_VALUE && times[i - 1] != AV_NOPTS_VALUE && times[i] > times[i - 1])
      found.push_back(times[i] - times[i - 1]);
  return found;
}

std::int64_t nominalStep(const AVStream& stream, const std::vector<std::int64_t>& times) {
  if (const std::int64_t usual = median(steps(times)); usual > 0) return usual;
  const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  const AVRational step = rate.num > 0 && rate.den > 0 ? av_inv_q(rate) : AVRational{1, 25};
  return std::max<std::int64_t>(1, av_rescale_q(1, step, stream.time_base));
}

FrameMap fromPackets(const std::vector<PictureEntry>& pictures, std::int64_t lastDuration) {
  FrameMap line;
  for (const PictureEntry& p : pictures) {
    line.index.entries.push_back({p.pts, p.isKey});
    line.dts.push_back(p.dts);
  }
  line.lastDuration = lastDuration;
  return line;
}

// Times that ascend: where the file's own stand still or run back, all later ones are moved.
void repairTimes(FrameMap& line, std::int64_t step) {
  std::int64_t shift = 0;
  auto& entries = line.index.entries;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::int64_t raw = line.raw[i];
    const bool isKnown = raw != AV_NOPTS_VALUE;
    entries[i].pts = isKnown ? raw + shift : 0;
    if (i == 0 || (isKnown && entries[i].pts > entries[i - 1].pts)) continue;
    entries[i].pts = entries[i - 1].pts + step;
    if (isKnown) shift = entries[i].pts - raw;
    line.isTimeRepaired = true;
  }
}

FrameMap countPictures(PictureDecoder& decoder, const std::stop_token& stop,
                       const std::function<void(double)>& progress) {
  FrameMap line;
  line.isCounted = true;
  line.needsOneThread = decoder.usesOneThread();
  const bool isIntra = decoder.isIntraOnly();
  int width = 0, height = 0;
  for (av::FramePtr frame = decoder.next(); frame && !stop.stop_requested(); frame = decoder.next()) {
    if (line.index.entries.empty()) {
      width = frame->width;
      height = frame->height;
    }
    line.index.entries.push_back({0, isIntra || frame->key_frame != 0});
    line.raw.push_back(frame->best_effort_timestamp);
    line.dts.push_back(frame->pkt_dts);
    line.hashes.push_back(pictureHash(*frame));
    line.changesSize = line.changesSize || frame->width != width || frame->height != height;
    if (progress) progress(partRead(decoder.source()));
  }
  return line;
}

FrameMap byDecoding(PictureDecoder& decoder, const std::stop_token& stop,
                    const std::function<void(double)>& progress) {
  FrameMap line = countPictures(decoder, stop, progress);
  if (decoder.sawDamage() && !decoder.usesOneThread() && !stop.stop_requested()) {
    decoder.useOneThread();
    line = countPictures(decoder, stop, progress);
  }
  repairTimes(line, nominalStep(decoder.stream(), line.raw));
  return line;
}

void completeDuration(FrameMap& line, const AVStream& stream) {
  std::vector<std::int64_t> times;
  for (const auto& entry : line.index.entries) times.push_back(entry.pts);
  const std::int64_t usual = nominalStep(stream, times);
  if (line.lastDuration <= 0 || line.lastDuration > 100 * usual) line.lastDuration = usual;
}

}  // namespace

FrameMap makeFrameMap(const PacketScan& scan, PictureDecoder& decoder, const std::stop_token& stop,
                      const std::function<void(double)>& progress) {
  FrameMap line;
  if (scan.isTrusted) {
    const std::vector<std::int64_t> head = decodeHead(decoder);
    if (head.empty() || head.front() == AV_NOPTS_VALUE) {
      decoder.restart();
    } else {
      const std::vector<PictureEntry> pictures = shownFrom(scan.pictures, head.front());
      if (agrees(pictures, head))
        line = fromPackets(pictures, scan.lastDuration);
      else
        decoder.restart();
    }
  }
  if (line.index.entries.empty()) line = byDecoding(decoder, stop, progress);
  if (line.index.entries.empty())
    throw base::Error(base::Fault::pictureUndecodable, {}, decoder.source().path);
  completeDuration(line, decoder.stream());
  return line;
}

FrameMap stillFrameMap() {
  FrameMap line;
  line.index.entries = {{0, true}};
  line.dts = {0};
  line.lastDuration = 1;
  return line;
}

}  // namespace media
