#include "core/media/decode/clip.h"

#include "core/media/decode/frame_rate.h"
#include "core/media/info.h"
#include "core/media/picture/pixel_layout.h"

namespace media {
namespace {

constexpr Rational kStillTimeBase{1, 25};
constexpr Rational kStillRate{25, 1};

Rational sampleAspect(const Source& source, const AVFrame& first, Orientation orientation) {
  AVRational aspect = first.sample_aspect_ratio;
  if (aspect.num <= 0 || aspect.den <= 0)
    aspect = av_guess_sample_aspect_ratio(source.input.get(), source.input->streams[source.video], nullptr);
  if (aspect.num <= 0 || aspect.den <= 0) return {1, 1};
  if (orientation.isTransposed) aspect = av_inv_q(aspect);
  av_reduce(&aspect.num, &aspect.den, aspect.num, aspect.den, INT32_MAX);
  return {aspect.num, aspect.den};
}

bool isInterlaced(const AVFrame& first, const AVStream& stream) {
  const AVFieldOrder order = stream.codecpar->field_order;
  return first.interlaced_frame != 0 || (order != AV_FIELD_UNKNOWN && order != AV_FIELD_PROGRESSIVE);
}

// A picture file holds one picture, whatever its packets say.
FrameMap stillTimeline() {
  FrameMap line;
  line.index.entries = {{0, true}};
  line.dts = {0};
  line.lastDuration = 1;
  return line;
}

av::FramePtr decodeFirst(PictureDecoder& decoder) {
  av::FramePtr frame = decoder.next();
  if (decoder.sawDamage() && !decoder.usesOneThread()) {
    decoder.useOneThread();
    frame = decoder.next();
  }
  if (!frame)
    throw base::Error(base::Code::unreadable,
                      "the picture of '" + decoder.source().path.string() +
                          "' cannot be decoded; the file is damaged or cut short, use another copy",
                      decoder.source().path);
  return frame;
}

av::FramePtr copyOf(const AVFrame& frame) {
  av::FramePtr copy(av_frame_clone(&frame));
  if (!copy) throw av::error(AVERROR(ENOMEM), "copy a picture");
  return copy;
}

void describeTime(VideoInfo& info, const FrameMap& line, const AVStream& stream, bool isStill) {
  info.isStill = isStill;
  info.frames = line.index.frames();
  if (isStill) {
    info.timeBase = kStillTimeBase;
    info.frameRate = kStillRate;
    return;
  }
  info.timeBase = {stream.time_base.num, stream.time_base.den};
  const RateFit fit = fitFrameRate(line.index, stream);
  info.frameRate = fit.rate;
  info.isVariableRate = fit.isVariable;
  const std::int64_t first = line.index.entries.front().pts, last = line.index.entries.back().pts;
  info.startSec = static_cast<double>(first) * info.timeBase.value();
  info.durationSec = static_cast<double>(last - first + line.lastDuration) * info.timeBase.value();
}

void describePicture(VideoInfo& info, const Upright& upright, const Frame& first, const AVStream& stream) {
  info.width = upright.width();
  info.height = upright.height();
  info.pixelFormat = upright.format();
  info.pixelFormatName = av_get_pix_fmt_name(upright.format());
  info.bitDepth = av_pix_fmt_desc_get(upright.format())->comp[0].depth;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  info.color = first.color();
  info.rotation = upright.orientation().clockwiseDegrees();
}

std::vector<std::string> notesOf(const Clip& clip) {
  std::vector<std::string> notes;
  if (clip.info.isInterlaced) notes.push_back("interlaced: read as is");
  if (clip.info.isVariableRate) notes.push_back("variable frame rate: the times of the pictures are kept");
  if (clip.info.rotation != 0)
    notes.push_back("turned upright by " + std::to_string(clip.info.rotation) + " degrees clockwise");
  else if (!clip.upright.orientation().isUpright())
    notes.push_back("mirrored upright");
  if (clip.upright.dropsAlpha()) notes.push_back("transparency is not kept");
  if (clip.map.changesSize) notes.push_back("the size changes: later pictures are scaled to the first one's");
  if (clip.map.isTimeRepaired)
    notes.push_back("times missing or running backwards in the file were repaired");
  return notes;
}

}  // namespace

Clip openClip(const std::filesystem::path& path, const PacketScan& scan, int threads) {
  PictureDecoder decoder(path, threads);
  const bool isPicture = decoder.source().isPicture;
  FrameMap map = isPicture ? stillTimeline() : makeFrameMap(scan, decoder);
  if (!isPicture) decoder.restart();
  av::FramePtr raw = decodeFirst(decoder);
  const AVStream& stream = decoder.stream();
  VideoInfo info;
  info.isInterlaced = isInterlaced(*raw, stream);
  Upright upright(*raw, stream, isPicture);
  decoder.putBack(copyOf(*raw));
  info.sampleAspect = sampleAspect(decoder.source(), *raw, upright.orientation());
  Frame first = upright(std::move(raw));
  const bool isStill =
      isPicture || (map.index.frames() == 1 && (stream.codecpar->codec_id == AV_CODEC_ID_GIF ||
                                                stream.codecpar->codec_id == AV_CODEC_ID_APNG));
  describeTime(info, map, stream, isStill);
  describePicture(info, upright, first, stream);
  Clip clip{std::move(decoder), std::move(map), std::move(upright), std::move(first), std::move(info), {}};
  clip.notes = notesOf(clip);
  return clip;
}

}  // namespace media
