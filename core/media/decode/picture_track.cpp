#include "core/media/decode/picture_track.h"

#include <utility>

#include "core/media/decode/frame_rate.h"
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

av::FramePtr decodeFirst(PictureDecoder& decoder) {
  av::FramePtr frame = decoder.next();
  if (decoder.sawDamage() && !decoder.usesOneThread()) {
    decoder.useOneThread();
    frame = decoder.next();
  }
  if (!frame) throw base::Error(base::Fault::pictureUndecodable, {}, decoder.source().path);
  return frame;
}

av::FramePtr copyOf(const AVFrame& frame) {
  av::FramePtr copy(av_frame_clone(&frame));
  if (!copy) throw av::error(AVERROR(ENOMEM), "copy a picture");
  return copy;
}

bool isStill(const PictureTrack& track, const FrameMap& map) {
  const AVCodecID codec = track.decoder.stream().codecpar->codec_id;
  return track.decoder.source().isPicture ||
         (map.index.frames() == 1 && (codec == AV_CODEC_ID_GIF || codec == AV_CODEC_ID_APNG));
}

void describeTime(VideoInfo& info, const FrameMap& map, const AVStream& stream) {
  info.frames = map.index.frames();
  if (info.isStill) {
    info.timeBase = kStillTimeBase;
    info.frameRate = kStillRate;
    return;
  }
  info.timeBase = {stream.time_base.num, stream.time_base.den};
  const RateFit fit = fitFrameRate(map.index, stream);
  info.frameRate = fit.rate;
  info.isVariableRate = fit.isVariable;
  const std::int64_t first = map.index.entries.front().pts, last = map.index.entries.back().pts;
  info.startSec = static_cast<double>(first) * info.timeBase.value();
  info.durationSec = static_cast<double>(last - first + map.lastDuration) * info.timeBase.value();
}

}  // namespace

PictureTrack openTrack(PictureDecoder decoder) {
  av::FramePtr raw = decodeFirst(decoder);
  const AVStream& stream = decoder.stream();
  Upright upright(*raw, stream, decoder.source().isPicture);
  const Rational aspect = sampleAspect(decoder.source(), *raw, upright.orientation());
  const bool isFields = isInterlaced(*raw, stream);
  decoder.putBack(copyOf(*raw));
  Frame first = upright(std::move(raw));
  return {std::move(decoder), std::move(upright), std::move(first), aspect, isFields};
}

VideoInfo describePictures(const PictureTrack& track, const FrameMap& map) {
  VideoInfo info;
  info.width = track.upright.width();
  info.height = track.upright.height();
  info.pixelFormat = track.upright.format();
  info.pixelFormatName = av_get_pix_fmt_name(track.upright.format());
  info.bitDepth = av_pix_fmt_desc_get(track.upright.format())->comp[0].depth;
  info.codec = avcodec_get_name(track.decoder.stream().codecpar->codec_id);
  info.color = track.first.color();
  info.rotation = track.upright.orientation().clockwiseDegrees();
  info.sampleAspect = track.sampleAspect;
  info.isInterlaced = track.isInterlaced;
  info.isStill = isStill(track, map);
  describeTime(info, map, track.decoder.stream());
  return info;
}

std::vector<std::string> notesOn(const PictureTrack& track, const FrameMap& map, const VideoInfo& info) {
  std::vector<std::string> notes;
  if (info.isInterlaced) notes.push_back("interlaced: read as is");
  if (info.isVariableRate) notes.push_back("variable frame rate: the times of the pictures are kept");
  if (info.rotation != 0)
    notes.push_back("turned upright by " + std::to_string(info.rotation) + " degrees clockwise");
  else if (!track.upright.orientation().isUpright())
    notes.push_back("mirrored upright");
  if (track.upright.dropsAlpha()) notes.push_back("transparency is not kept");
  if (map.changesSize) notes.push_back("the size changes: later pictures are scaled to the first one's");
  if (map.isTimeRepaired) notes.push_back("times missing or running backwards in the file were repaired");
  return notes;
}

}  // namespace media
