#include "core/media/decode/sound_decoder.h"

#include <cmath>

namespace media {
namespace {

constexpr int kMaxFailures = 1000;  // for one block

bool isUsable(const AVFrame& frame) {
  return frame.nb_samples > 0 && frame.sample_rate > 0 && frame.ch_layout.nb_channels > 0;
}

// Matroska's index lists pictures alone; without it a seek would read the whole file.
bool isFoundByPictures(const Source& source) {
  return source.video >= 0 && source.format().find("matroska") != std::string::npos;
}

}  // namespace

SoundDecoder::SoundDecoder(const std::filesystem::path& path) : path_(path), packet_(av::newPacket()) {
  open();
}

void SoundDecoder::open() {
  source_ = openSource(path_);
  codec_ = openDecoder(source_, stream(), 1);
  for (unsigned i = 0; i < source_.input->nb_streams; ++i)
    if (source_.input->streams[i] != &stream()) source_.input->streams[i]->discard = AVDISCARD_ALL;
  isDraining_ = false;
}

void SoundDecoder::restart() { open(); }

bool SoundDecoder::seekNear(double seconds) {
  avcodec_flush_buffers(codec_.get());
  isDraining_ = false;
  const AVStream& by = source_.stream(isFoundByPictures(source_) ? source_.video : stream().index);
  const auto ticks = static_cast<std::int64_t>(std::floor(seconds / av_q2d(by.time_base)));
  return av_seek_frame(source_.input.get(), by.index, ticks, AVSEEK_FLAG_BACKWARD) >= 0;
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
