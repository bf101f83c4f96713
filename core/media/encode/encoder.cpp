#include "core/media/encode/encoder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "core/base/platform/scheduling_guard.h"
#include "core/media/encode/encoder_table.h"

extern "C" {
#include <libavutil/hwcontext.h>
}

namespace media {
namespace {

constexpr double kKeySeconds = 2;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

AVPixelFormat sourceFormat(const VideoInfo& source) {
  const auto format = static_cast<AVPixelFormat>(source.pixelFormat);
  return format != AV_PIX_FMT_NONE ? format : av_get_pix_fmt(source.pixelFormatName.c_str());
}

// SVT-AV1 says no only after printing.
bool takesSize(const AVCodec& codec, const VideoInfo& source) {
  return std::strcmp(codec.name, "libsvtav1") != 0 || (source.width >= 64 && source.height >= 64);
}

bool isDeviceFormat(AVPixelFormat format) {
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(format);
  return d == nullptr || (d->flags & AV_PIX_FMT_FLAG_HWACCEL) != 0;
}

bool fitsSize(AVPixelFormat format, const VideoInfo& source) {
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(format);
  const bool isGrid = d->nb_components >= 3 && (d->flags & AV_PIX_FMT_FLAG_RGB) == 0;
  return !isGrid ||
         (source.width % (1 << d->log2_chroma_w) == 0 && source.height % (1 << d->log2_chroma_h) == 0);
}

// The formats that an encoder can be fed, without those of devices and without other names for full range.
std::vector<AVPixelFormat> possibleFormats(const AVCodec& codec, const VideoInfo& source) {
  if (std::strstr(codec.name, "_vaapi") != nullptr) return {AV_PIX_FMT_NV12, AV_PIX_FMT_P010};
  std::vector<AVPixelFormat> formats;
  if (codec.pix_fmts == nullptr) return {withoutRange(sourceFormat(source))};
  for (const AVPixelFormat* f = codec.pix_fmts; *f != AV_PIX_FMT_NONE; ++f) {
    const AVPixelFormat plain = withoutRange(*f);
    const bool isUsable =
        !isDeviceFormat(plain) && (!needsWholeChroma(codec.name) || fitsSize(plain, source));
    if (isUsable && std::count(formats.begin(), formats.end(), plain) == 0) formats.push_back(plain);
  }
  return formats;
}

AVPixelFormat nearestFormat(const AVCodec& codec, const VideoInfo& source) {
  std::vector<AVPixelFormat> formats = possibleFormats(codec, source);
  const AVPixelFormat wanted = withoutRange(sourceFormat(source));
  if (std::count(formats.begin(), formats.end(), wanted) > 0) return wanted;
  formats.push_back(AV_PIX_FMT_NONE);
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(wanted);
  const bool hasAlpha = d != nullptr && (d->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  return avcodec_find_best_pix_fmt_of_list(formats.data(), wanted, hasAlpha ? 1 : 0, nullptr);
}

int formatLoss(AVPixelFormat to, const VideoInfo& source) {
  int loss = 0;
  AVPixelFormat candidates[] = {to, AV_PIX_FMT_NONE};
  avcodec_find_best_pix_fmt_of_list(candidates, withoutRange(sourceFormat(source)), 0, &loss);
  return loss;
}

void describe(AVCodecContext& context, const VideoInfo& source, AVPixelFormat fed) {
  const ColorTags color = encodedColor(source, fed);
  context.width = source.width;
  context.height = source.height;
  context.pix_fmt = fed;
  context.sample_aspect_ratio = {static_cast<int>(source.sampleAspect.num),
                                 static_cast<int>(source.sampleAspect.den)};
  context.color_range = static_cast<AVColorRange>(color.range);
  context.colorspace = static_cast<AVColorSpace>(color.matrix);
  context.color_primaries = static_cast<AVColorPrimaries>(color.primaries);
  context.color_trc = static_cast<AVColorTransferCharacteristic>(color.transfer);
  context.chroma_sample_location = static_cast<AVChromaLocation>(color.chromaLocation);
}

AVRational frameRate(const VideoInfo& source) {
  const Rational& r = source.frameRate;
  if (r.num <= 0 || r.den <= 0) return {25, 1};
  AVRational rate{};
  av_reduce(&rate.num, &rate.den, r.num, r.den, 1 << 20);
  return rate.num > 0 && rate.den > 0 ? rate : AVRational{25, 1};
}

void time(AVCodecContext& context, const VideoInfo& source, bool bySourceTime) {
  context.framerate = frameRate(source);
  context.time_base = av_inv_q(context.framerate);
  if (bySourceTime)
    context.time_base = {static_cast<int>(source.timeBase.num), static_cast<int>(source.timeBase.den)};
  context.gop_size =
      std::clamp(static_cast<int>(std::lround(kKeySeconds * av_q2d(context.framerate))), 1, 600);
}

// MPEG's interlaced coding needs field lines with whole chroma samples.
void keepInterlacing(AVCodecContext& context, const VideoInfo& source) {
  if (source.isInterlaced && source.height % 4 == 0 && !isHardwareEncoder(context.codec->name))
    context.flags |= AV_CODEC_FLAG_INTERLACED_DCT;
}

int makeDeviceFrames(OpenEncoder& made) {
  AVBufferRef* device = nullptr;
  int result = av_hwdevice_ctx_create(&device, AV_HWDEVICE_TYPE_VAAPI, nullptr, nullptr, 0);
  if (result < 0) return result;
  made.frames.reset(av_hwframe_ctx_alloc(device));
  av_buffer_unref(&device);
  if (!made.frames) return AVERROR(ENOMEM);
  auto* pool = reinterpret_cast<AVHWFramesContext*>(made.frames->data);
  pool->format = AV_PIX_FMT_VAAPI;
  pool->sw_format = made.fed;
  pool->width = made.context->width;
  pool->height = made.context->height;
  pool->initial_pool_size = 20;
  result = av_hwframe_ctx_init(made.frames.get());
  if (result < 0) return result;
  made.context->pix_fmt = AV_PIX_FMT_VAAPI;
  made.context->hw_frames_ctx = av_buffer_ref(made.frames.get());
  return made.context->hw_frames_ctx != nullptr ? 0 : AVERROR(ENOMEM);
}

struct Attempt {
  std::optional<OpenEncoder> opened;
  std::string failure;
};

Attempt attempt(const AVCodec& codec, const EncodeSettings& settings, const VideoInfo& source) {
  if (!takesSize(codec, source)) return {std::nullopt, "pictures too small"};
  OpenEncoder made;
  made.context.reset(av::newCodec(&codec).release());
  made.fed = nearestFormat(codec, source);
  if (made.fed == AV_PIX_FMT_NONE) return {std::nullopt, "no fitting pixel format"};
  made.takesSourceTime =
      source.isVariableRate && takesSourceTime(codec.name) && source.timeBase.den <= INT32_MAX;
  made.choice = {codec.name, av_get_pix_fmt_name(made.fed), isHardwareEncoder(codec.name), ""};
  AVCodecContext& context = *made.context;
  describe(context, source, made.fed);
  time(context, source, made.takesSourceTime);
  keepInterlacing(context, source);
  av::Options options;
  tune(context, settings, options);
  int result = made.choice.name.find("_vaapi") != std::string::npos ? makeDeviceFrames(made) : 0;
  const platform::SchedulingGuard guard;  // SVT-AV1 takes real-time scheduling as root, also for its caller
  if (result >= 0) result = avcodec_open2(&context, &codec, options.out());
  if (result < 0) return {std::nullopt, av::words(result)};
  return {std::move(made), ""};
}

std::vector<const AVCodec*> available(const std::vector<std::string>& names) {
  std::vector<const AVCodec*> found;
  for (const std::string& name : names)
    if (const AVCodec* codec = avcodec_find_encoder_by_name(name.c_str())) found.push_back(codec);
  return found;
}

// Redub's name, or an encoder's own.
std::vector<const AVCodec*> softwareFor(const std::string& codec) {
  const std::vector<std::string> names = softwareEncoders(codec);
  if (!names.empty()) {
    const std::vector<const AVCodec*> found = available(names);
    if (found.empty())
      throw base::Error(base::Fault::videoEncoderMissing,
                        {{"codec", codec}, {"encoders", joined(names)}, {"known", joined(codecNames())}});
    return found;
  }
  const AVCodec* own = avcodec_find_encoder_by_name(codec.c_str());
  if (own == nullptr || own->type != AVMEDIA_TYPE_VIDEO)
    throw base::Error(base::Fault::videoCodecUnknown, {{"codec", codec}, {"known", joined(codecNames())}});
  return {own};
}

// Those that keep the source's samples come first.
void sortByLoss(std::vector<const AVCodec*>& codecs, const VideoInfo& source) {
  const auto loss = [&](const AVCodec* codec) {
    const AVPixelFormat format = nearestFormat(*codec, source);
    return format == AV_PIX_FMT_NONE ? INT32_MAX : formatLoss(format, source);
  };
  std::stable_sort(codecs.begin(), codecs.end(), [&](auto* a, auto* b) { return loss(a) < loss(b); });
}

std::string size(const VideoInfo& source) {
  return std::to_string(source.width) + "x" + std::to_string(source.height);
}

std::string conversionNote(const OpenEncoder& made, const VideoInfo& source) {
  const AVPixelFormat from = withoutRange(sourceFormat(source));
  if (from == made.fed || from == AV_PIX_FMT_NONE) return "";
  const bool isOdd = needsWholeChroma(made.choice.name) && !fitsSize(from, source);
  return made.choice.name + " takes " + made.choice.pixelFormat + " instead of " + av_get_pix_fmt_name(from) +
         (isOdd ? " for the odd size " + size(source) : "");
}

base::Error refused(const EncodeSettings& settings, const VideoInfo& source, const std::string& failures) {
  if (isHardwareEncoder(settings.codec))
    return base::Error(base::Fault::hardwareUnavailable,
                       {{"codec", settings.codec}, {"width", source.width}, {"height", source.height}}, {},
                       failures);
  return base::Error(base::Fault::videoEncoderRefuses,
                     {{"codec", settings.codec},
                      {"width", source.width},
                      {"height", source.height},
                      {"pixels", source.pixelFormatName}},
                     {}, failures);
}

OpenEncoder firstThatOpens(const EncodeSettings& settings, const VideoInfo& source) {
  std::vector<const AVCodec*> software = softwareFor(settings.codec);
  std::string failures, missing;
  if (settings.hardware) {
    for (const AVCodec* codec : available(hardwareEncoders(settings.codec))) {
      Attempt tried = attempt(*codec, settings, source);
      if (tried.opened) return std::move(*tried.opened);
      missing += (missing.empty() ? "" : ", ") + std::string(codec->name);
    }
    missing = missing.empty() ? "no hardware encoder for " + settings.codec + " in this FFmpeg"
                              : missing + " could not be opened";
  }
  sortByLoss(software, source);
  for (const AVCodec* codec : software) {
    Attempt tried = attempt(*codec, settings, source);
    if (!tried.opened) {
      failures += (failures.empty() ? "" : "; ") + std::string(codec->name) + ": " + tried.failure;
      continue;
    }
    if (!missing.empty()) tried.opened->choice.note = missing + ": using " + codec->name;
    return std::move(*tried.opened);
  }
  throw refused(settings, source, failures);
}

// SVT-AV1 1.4 hangs when it is closed before it has seen a picture.
void sendOnePicture(AVCodecContext& context) {
  const av::FramePtr picture = av::newFrame();
  picture->format = context.pix_fmt;
  picture->width = context.width;
  picture->height = context.height;
  picture->pts = 0;
  if (av_frame_get_buffer(picture.get(), 0) < 0) return;
  for (int i = 0; i < AV_NUM_DATA_POINTERS && picture->buf[i] != nullptr; ++i)
    std::memset(picture->buf[i]->data, 0, picture->buf[i]->size);
  avcodec_send_frame(&context, picture.get());
}

}  // namespace

void EncoderFree::operator()(AVCodecContext* p) const {
  const bool mustEnd = avcodec_is_open(p) != 0 && std::strcmp(p->codec->name, "libsvtav1") == 0;
  if (mustEnd) {
    const av::Packet packet(av_packet_alloc());
    if (p->frame_number == 0) sendOnePicture(*p);
    avcodec_send_frame(p, nullptr);
    while (packet && avcodec_receive_packet(p, packet.get()) >= 0) av_packet_unref(packet.get());
  }
  avcodec_free_context(&p);
}

AVPixelFormat withoutRange(AVPixelFormat format) {
  switch (format) {
    case AV_PIX_FMT_YUVJ420P:
      return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
      return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
      return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P:
      return AV_PIX_FMT_YUV440P;
    case AV_PIX_FMT_YUVJ411P:
      return AV_PIX_FMT_YUV411P;
    default:
      return format;
  }
}

ColorTags encodedColor(const VideoInfo& source, AVPixelFormat fed) {
  ColorTags color = source.color;
  const AVPixelFormat from = sourceFormat(source);
  const AVPixFmtDescriptor* in = av_pix_fmt_desc_get(from);
  const AVPixFmtDescriptor* out = av_pix_fmt_desc_get(fed);
  const auto isRgb = [](const AVPixFmtDescriptor* d) {
    return d != nullptr && (d->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
  };
  if (isRgb(in) && !isRgb(out)) {
    color.matrix = source.height < 720 ? AVCOL_SPC_SMPTE170M : AVCOL_SPC_BT709;
    color.range = AVCOL_RANGE_MPEG;
    color.chromaLocation = AVCHROMA_LOC_UNSPECIFIED;
  } else if (withoutRange(from) != from) {
    color.range = AVCOL_RANGE_JPEG;
  }
  return color;
}

OpenEncoder openEncoder(const EncodeSettings& settings, const VideoInfo& source) {
  av::quiet();
  if (source.width <= 0 || source.height <= 0)
    throw base::Error(base::Fault::pictureSizeImpossible,
                      {{"width", source.width}, {"height", source.height}});
  if (settings.crf && (*settings.crf < 0 || *settings.crf > 63))
    throw base::Error(base::Fault::crfImpossible, {{"crf", *settings.crf}});
  OpenEncoder made = firstThatOpens(settings, source);
  const std::string converted = conversionNote(made, source);
  std::string& note = made.choice.note;
  if (!converted.empty()) note += (note.empty() ? "" : "; ") + converted;
  return made;
}

EncoderChoice chooseEncoder(const EncodeSettings& settings, const VideoInfo& source) {
  return openEncoder(settings, source).choice;
}

}  // namespace media
