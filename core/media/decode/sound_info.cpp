#include "core/media/decode/sound_info.h"

#include <algorithm>
#include <array>

namespace media {
namespace {

std::string layoutName(const AVChannelLayout& layout) {
  std::array<char, 64> name{};
  if (layout.order == AV_CHANNEL_ORDER_UNSPEC) {
    AVChannelLayout usual{};
    av_channel_layout_default(&usual, layout.nb_channels);
    av_channel_layout_describe(&usual, name.data(), name.size());
    av_channel_layout_uninit(&usual);
  } else {
    av_channel_layout_describe(&layout, name.data(), name.size());
  }
  return name.data();
}

}  // namespace

AudioInfo describeSound(const Source& source, int stream, SoundSpan span) {
  const AVStream& of = source.stream(stream);
  AudioInfo info;
  info.stream = stream;
  info.codec = avcodec_get_name(of.codecpar->codec_id);
  info.rate = of.codecpar->sample_rate;
  info.channels = of.codecpar->ch_layout.nb_channels;
  info.layout = layoutName(of.codecpar->ch_layout);
  const double tick = av_q2d(of.time_base);
  info.startSec = of.start_time == AV_NOPTS_VALUE ? std::max(0.0, span.startSec)
                                                  : static_cast<double>(of.start_time) * tick;
  info.durationSec = std::max(0.0, span.endSec - info.startSec);
  if (span.endSec <= span.startSec && of.duration != AV_NOPTS_VALUE && of.duration > 0)
    info.durationSec = static_cast<double>(of.duration) * tick;
  return info;
}

}  // namespace media
