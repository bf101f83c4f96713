#include "core/media/sound_decoder.h"

namespace media {
namespace {

constexpr int kMaxFailures = 1000;  // for one block

bool isUsable(const AVFrame& frame) {
  return frame.nb_samples > 0 && frame.sample_rate > 0 && frame.ch_layout.nb_channels > 0;
}

}  // namespace

SoundDecoder::SoundDecoder(const std::filesystem::path& path)
    : source_(openSource(path)), packet_(av::newPacket()) {
  codec_ = openDecoder(source_, stream(), 1);
  for (unsigned i = 0; i < source_.input->nb_streams; ++i)
    if (source_.input->streams[i] != &stream()) source_.input->streams[i]->discard = AVDISCARD_ALL;
}

bool SoundDecoder::feed() { return feedDecoder(*source_.input, stream().index, *packet_, *codec_); }

av::FramePtr SoundDecoder::next() {
  av::FramePtr frame = av::newFrame();
  for (int failures = 0; failures < kMaxFailures;) {
    const int got = avcodec_receive_frame(codec_.get(), frame.get());
    if (got >= 0 && isUsable(*frame)) return frame;
    if (got == AVERROR_EOF) return nullptr;
    if (got != AVERROR(EAGAIN)) {
      ++failures;
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

}  // namespace media
