#include "core/media/encode/chunk_encoder.h"

#include <cmath>
#include <cstring>
#include <map>
#include <optional>

#include "core/media/encode/chunk_file.h"
#include "core/media/encode/encode_settings.h"
#include "core/media/encode/encoder.h"
#include "core/media/info.h"

namespace media {
namespace {

// Brings a decoded picture into the form that the encoder takes; planes are shared when nothing must change.
class PictureFitter {
 public:
  explicit PictureFitter(const OpenEncoder& encoder) : encoder_(encoder) {}

  av::FramePtr fit(const AVFrame& picture) {
    av::FramePtr plain = isTaken(picture) ? shared(picture) : converted(picture);
    plain->pict_type = AV_PICTURE_TYPE_NONE;
    plain->key_frame = 0;
    plain->color_range = encoder_.context->color_range;
    plain->colorspace = encoder_.context->colorspace;
    return encoder_.frames ? uploaded(*plain) : std::move(plain);
  }

 private:
  bool isTaken(const AVFrame& picture) const {
    return withoutRange(static_cast<AVPixelFormat>(picture.format)) == encoder_.fed &&
           picture.width == encoder_.context->width && picture.height == encoder_.context->height;
  }

  av::FramePtr shared(const AVFrame& picture) const {
    av::FramePtr copy(av_frame_clone(&picture));
    if (!copy) throw av::error(AVERROR(ENOMEM), "share a picture");
    copy->format = encoder_.fed;
    return copy;
  }

  av::FramePtr converted(const AVFrame& picture) {
    av::FramePtr out = av::newFrame();
    out->format = encoder_.fed;
    out->width = encoder_.context->width;
    out->height = encoder_.context->height;
    av::check(av_frame_get_buffer(out.get(), 0), "make a picture for the encoder");
    av::check(av_frame_copy_props(out.get(), &picture), "make a picture for the encoder");
    prepare(picture);
    sws_scale(scaler_.get(), picture.data, picture.linesize, 0, picture.height, out->data, out->linesize);
    return out;
  }

  // Matrix and range of both sides are the encoder's, except for RGB, which swscale knows.
  void prepare(const AVFrame& picture) {
    if (scaler_ && picture.format == format_ && picture.width == width_ && picture.height == height_) return;
    const AVCodecContext& to = *encoder_.context;
    format_ = picture.format;
    width_ = picture.width;
    height_ = picture.height;
    scaler_.reset(sws_getContext(
        width_, height_, withoutRange(static_cast<AVPixelFormat>(format_)), to.width, to.height, encoder_.fed,
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP, nullptr, nullptr, nullptr));
    if (!scaler_) throw base::Error(base::Fault::pixelsNotEncodable, {{"codec", encoder_.choice.name}});
    const AVPixFmtDescriptor* from = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(format_));
    const bool isRgb = (from->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    const int isFull = to.color_range == AVCOL_RANGE_JPEG ? 1 : 0;
    const int* matrix = sws_getCoefficients(to.colorspace == AVCOL_SPC_BT709        ? SWS_CS_ITU709
                                            : to.colorspace == AVCOL_SPC_BT2020_NCL ? SWS_CS_BT2020
                                                                                    : SWS_CS_ITU601);
    sws_setColorspaceDetails(scaler_.get(), matrix, isRgb ? 1 : isFull, matrix, isFull, 0, 1 << 16, 1 << 16);
  }

  av::FramePtr uploaded(const AVFrame& picture) const {
    av::FramePtr onDevice = av::newFrame();
    av::check(av_hwframe_get_buffer(encoder_.frames.get(), onDevice.get(), 0), "use the hardware encoder");
    av::check(av_hwframe_transfer_data(onDevice.get(), &picture, 0), "use the hardware encoder");
    av::check(av_frame_copy_props(onDevice.get(), &picture), "use the hardware encoder");
    return onDevice;
  }

  const OpenEncoder& encoder_;
  av::Sws scaler_;
  int format_ = AV_PIX_FMT_NONE, width_ = 0, height_ = 0;
};

}  // namespace

struct ChunkEncoder::Impl {
  struct Time {
    std::int64_t pts, duration;  // in the source's time base
  };

  Impl(const EncodeSettings& settings, const VideoInfo& info, std::filesystem::path file)
      : source(info), path(std::move(file)), encoder(openEncoder(settings, info)), fitter(encoder) {}

  void write(const Frame& frame) {
    if (frame.empty())
      throw base::Error(base::Fault::defect, {}, {}, "an empty picture was given to the encoder");
    if (last && frame.pts() <= *last)
      throw base::Error(base::Fault::defect, {}, {}, "pictures were given to the encoder out of order");
    if (!first) first = frame.pts();
    last = frame.pts();
    av::FramePtr fitted = fitter.fit(*frame.av());
    fitted->pts = encoder.takesSourceTime ? frame.pts() - *first : count;
    fitted->pkt_duration = 0;
    times[fitted->pts] = {frame.pts(), durationOf(*frame.av())};
    if (count++ == 0) noteFields(*fitted);
    send(fitted.get());
  }

  std::int64_t durationOf(const AVFrame& picture) const {
    if (picture.pkt_duration > 0) return picture.pkt_duration;
    const double seconds = source.frameRate.num > 0 ? 1 / source.frameRate.value() : 0.04;
    return std::max<std::int64_t>(1, std::llround(seconds / source.timeBase.value()));
  }

  void noteFields(const AVFrame& picture) {
    if (picture.interlaced_frame == 0) return;
    fields = picture.top_field_first != 0 ? AV_FIELD_TT : AV_FIELD_BB;
  }

  void send(const AVFrame* picture) {
    const std::string what = "encode the picture with " + encoder.choice.name;
    av::check(avcodec_send_frame(encoder.context.get(), picture), what);
    while (true) {
      const int result = avcodec_receive_packet(encoder.context.get(), packet.get());
      if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return;
      av::check(result, what);
      keep();
    }
  }

  void keep() {
    const auto time = times.find(packet->pts);
    if (time == times.end())
      throw base::Error(base::Fault::encoderChangedTimes, {{"codec", encoder.choice.name}});
    packet->pts = time->second.pts;
    packet->duration = time->second.duration;
    times.erase(time);
    if (!writer) open();
    writer->write(*packet);
    av_packet_unref(packet.get());
  }

  // With the first packet, because some encoders know their parameters only then.
  void open() {
    ChunkHeader header;
    av::check(avcodec_parameters_from_context(header.codec.get(), encoder.context.get()),
              "describe the picture");
    takeNewExtradata(*header.codec);
    header.codec->format = encoder.fed;
    header.codec->field_order = fields;
    header.timeBase = source.timeBase;
    writer.emplace(path, header);
  }

  // Some encoders hand their headers out beside the first packet.
  void takeNewExtradata(AVCodecParameters& parameters) const {
    std::size_t size = 0;
    const std::uint8_t* data = av_packet_get_side_data(packet.get(), AV_PKT_DATA_NEW_EXTRADATA, &size);
    if (data == nullptr || size == 0) return;
    av_freep(&parameters.extradata);
    parameters.extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
    if (parameters.extradata == nullptr) throw av::error(AVERROR(ENOMEM), "describe the picture");
    std::memcpy(parameters.extradata, data, size);
    parameters.extradata_size = static_cast<int>(size);
  }

  void finish() {
    send(nullptr);
    if (!writer)
      throw base::Error(base::Fault::defect, {}, {}, "a part of the video without pictures was finished");
    if (!times.empty())
      throw base::Error(base::Fault::encoderLostPictures,
                        {{"codec", encoder.choice.name}, {"pictures", times.size()}});
    writer->finish();
  }

  VideoInfo source;
  std::filesystem::path path;
  OpenEncoder encoder;
  PictureFitter fitter;
  av::Packet packet = av::newPacket();
  std::optional<ChunkWriter> writer;
  std::map<std::int64_t, Time> times;  // of pictures inside the encoder, by the time that it was told
  std::optional<std::int64_t> first, last;
  std::int64_t count = 0;
  AVFieldOrder fields = AV_FIELD_PROGRESSIVE;
};

ChunkEncoder::ChunkEncoder(const EncodeSettings& settings, const VideoInfo& source,
                           std::filesystem::path path)
    : impl_(std::make_unique<Impl>(settings, source, std::move(path))) {}
ChunkEncoder::~ChunkEncoder() = default;
void ChunkEncoder::write(const Frame& frame) { impl_->write(frame); }
void ChunkEncoder::finish() { impl_->finish(); }
const EncoderChoice& ChunkEncoder::encoder() const { return impl_->encoder.choice; }

}  // namespace media
