#include "core/media/decode/picture_decoder.h"

#include <algorithm>
#include <utility>

namespace media {
namespace {

constexpr int kMaxDecodeFailures = 100000;  // for one picture

void discardOthers(Source& source) {
  for (unsigned i = 0; i < source.input->nb_streams; ++i)
    source.input->streams[i]->discard =
        static_cast<int>(i) == source.video ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

}  // namespace

PictureDecoder::PictureDecoder(const std::filesystem::path& path, int threads, std::stop_token stop)
    : path_(path),
      threads_(threads),
      stop_(std::move(stop)),
      source_(openSource(path, stop_)),
      packet_(av::newPacket()) {
  codec_ = openDecoder(source_, stream(), threads_);
  discardOthers(source_);
}

bool PictureDecoder::isIntraOnly() const {
  const AVCodecDescriptor* codec = avcodec_descriptor_get(stream().codecpar->codec_id);
  return codec != nullptr && (codec->props & AV_CODEC_PROP_INTRA_ONLY) != 0;
}

bool PictureDecoder::feed() { return feedDecoder(*source_.input, source_.video, *packet_, *codec_); }

av::FramePtr PictureDecoder::decode() {
  av::FramePtr frame = av::newFrame();
  for (int failures = 0; failures < kMaxDecodeFailures;) {
    const int got = avcodec_receive_frame(codec_.get(), frame.get());
    if (got >= 0 && frame->width > 0 && frame->height > 0) return frame;
    if (got == AVERROR_EOF) return nullptr;
    if (got != AVERROR(EAGAIN)) {
      ++failures;
      sawDamage_ = true;
      continue;
    }
    if (isDraining_) return nullptr;
    if (!feed()) {
      isDraining_ = true;
      avcodec_send_packet(codec_.get(), nullptr);
    }
  }
  return nullptr;
}

av::FramePtr PictureDecoder::next() {
  const auto depth = static_cast<std::size_t>(std::max(0, codec_->has_b_frames)) + 1;
  while (ahead_.size() < depth) {
    av::FramePtr frame = decode();
    if (!frame) break;
    sawDamage_ = sawDamage_ || isDamaged(*frame);
    ahead_.push_back(std::move(frame));
  }
  if (ahead_.empty()) return nullptr;
  av::FramePtr first = std::move(ahead_.front());
  ahead_.pop_front();
  return first;
}

void PictureDecoder::forget() {
  ahead_.clear();
  isDraining_ = false;
  sawDamage_ = false;
}

void PictureDecoder::restart() {
  source_ = openSource(path_, stop_);
  codec_ = openDecoder(source_, stream(), threads_);
  discardOthers(source_);
  forget();
}

void PictureDecoder::useOneThread() {
  threads_ = 1;
  restart();
}

bool PictureDecoder::seekNear(std::int64_t timestamp) {
  avcodec_flush_buffers(codec_.get());
  forget();
  return av_seek_frame(source_.input.get(), source_.video, timestamp, AVSEEK_FLAG_BACKWARD) >= 0;
}

bool isDamaged(const AVFrame& frame) {
  return frame.decode_error_flags != 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0;
}

}  // namespace media
