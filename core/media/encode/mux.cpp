#include "core/media/encode/mux.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/platform/file.h"
#include "core/media/encode/output_check.h"
#include "core/media/encode/output_container.h"
#include "core/media/encode/sound_encoder.h"
#include "core/media/encode/sound_plan.h"
#include "core/media/encode/source_streams.h"
#include "core/media/encode/video_join.h"
#include "core/media/info.h"

namespace media {
namespace {

namespace fs = std::filesystem;

void refuseOverwriting(const MuxPlan& plan) {
  std::vector<fs::path> inputs = plan.chunks;
  inputs.push_back(plan.source);
  for (const SoundPlan::Voice& voice : plan.sound.voices) inputs.push_back(voice.file);
  if (plan.sound.original) inputs.push_back(*plan.sound.original);
  for (const fs::path& input : inputs) {
    std::error_code missing;
    if (fs::equivalent(input, plan.output, missing))
      throw base::Error(base::Fault::outputIsSource, {{"source", input.string()}}, plan.output);
  }
}

double soundBytes(const SoundPlan& sound) {
  constexpr double kBytesPerSecond = 200'000;  // 48 kHz 16-bit stereo
  return sound.voices.empty() && !sound.original ? 0 : kBytesPerSecond * std::max(0.0, sound.durationSec);
}

void checkFreeSpace(const VideoJoin& video, const MuxPlan& plan) {
  const bool isCompressed = plan.sound.codec != "pcm" && plan.sound.codec != "flac";
  const double needed =
      1.01 * static_cast<double>(video.bytes()) + soundBytes(plan.sound) * (isCompressed ? 0.1 : 1);
  const std::uint64_t free = platform::freeBytes(plan.output);
  if (static_cast<double>(free) >= needed) return;
  throw base::Error(base::Fault::diskTooSmall,
                    {{"neededMb", (static_cast<std::uint64_t>(needed) >> 20) + 1}, {"freeMb", free >> 20}},
                    plan.output);
}

bool isMp4Like(const OutputContainer& out) { return out.is("mp4") || out.is("mov"); }

AVStream& addPictureStream(OutputContainer& out, const VideoJoin& video, const VideoInfo& info) {
  AVStream& stream = out.addStream();
  av::check(avcodec_parameters_copy(stream.codecpar, video.header().codec.get()), "describe the picture");
  const bool isHevc = stream.codecpar->codec_id == AV_CODEC_ID_HEVC;
  const bool keepsTag = stream.codecpar->codec_id == AV_CODEC_ID_PRORES;
  if (!keepsTag) stream.codecpar->codec_tag = 0;
  if (isHevc && isMp4Like(out)) stream.codecpar->codec_tag = MKTAG('h', 'v', 'c', '1');
  stream.sample_aspect_ratio = stream.codecpar->sample_aspect_ratio;
  stream.time_base = video.timeBase();
  AVRational rate{};
  av_reduce(&rate.num, &rate.den, info.frameRate.num, info.frameRate.den, 1 << 30);
  if (rate.num > 0 && rate.den > 0) {
    if (!info.isVariableRate) stream.avg_frame_rate = rate;
    if (out.is("avi")) stream.time_base = av_inv_q(rate);  // its pictures have no times, only this rate
  }
  stream.disposition = AV_DISPOSITION_DEFAULT;
  return stream;
}

// One source of packets with its next packet at hand, so that the earliest of all can be written.
struct Feed {
  AVStream* stream = nullptr;
  AVRational timeBase{1, 1};
  av::Packet packet = av::newPacket();
  bool isEnded = false;

  template <typename Next>
  void pull(Next next) {
    isEnded = !next(*packet);
  }
  double seconds() const {
    return static_cast<double>(packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts) * av_q2d(timeBase);
  }
};

class Muxer {
 public:
  Muxer(const MuxPlan& plan, std::stop_token stop)
      : plan_(plan),
        stop_(std::move(stop)),
        video_(plan.chunks),
        out_((checkFreeSpace(video_, plan), plan.output)) {
    checkPictureCodec(out_.format(), video_.header().codec->codec_id, plan.output);
    if (!plan.sound.voices.empty() || plan.sound.original) openSound();
    picture_.timeBase = video_.timeBase();
    picture_.stream = &addPictureStream(out_, video_, plan.video);
    if (sound_) {
      heard_.timeBase = sound_->context().time_base;
      heard_.stream = &addSoundStream(out_, *sound_);
    }
    if (plan.copySourceStreams && !plan.source.empty())
      copies_.emplace(plan.source, static_cast<double>(video_.firstPts()) * av_q2d(video_.timeBase()),
                      video_.seconds(), out_, stop_);
  }

  bool run(const std::function<void(double)>& progress) {
    if (stop_.stop_requested()) return false;
    out_.writeHeader();
    if (copies_) copies_->writeCovers(out_);
    pullPicture();
    pullSound();
    pullCopy();
    while (Feed* feed = earliest()) {
      if (stop_.stop_requested()) return false;
      const double seconds = feed->seconds();
      writeAndPull(*feed);
      if (progress && ++written_ % 16 == 0) progress(std::clamp(seconds / video_.seconds(), 0.0, 0.99));
    }
    if (stop_.stop_requested()) return false;
    out_.finish();
    if (progress) progress(1);
    return true;
  }

 private:
  void openSound() {
    try {
      sound_.emplace(plan_.sound, out_.format(), plan_.output, stop_);
    } catch (const base::Error& error) {
      const bool isSilentOriginal = error.code() == base::Code::noAudio && plan_.sound.voices.empty();
      if (!isSilentOriginal) throw;
    }
  }

  void pullPicture() {
    picture_.pull([this](AVPacket& p) { return video_.next(p); });
  }
  void pullSound() {
    heard_.pull([this](AVPacket& p) { return sound_ && sound_->next(p); });
  }
  void pullCopy() {
    copied_.pull(
        [this](AVPacket& p) { return copies_ && copies_->next(p, copied_.stream, copied_.timeBase); });
  }

  Feed* earliest() {
    Feed* first = nullptr;
    for (Feed* feed : {&picture_, &heard_, &copied_})
      if (!feed->isEnded && (first == nullptr || feed->seconds() < first->seconds())) first = feed;
    return first;
  }

  void writeAndPull(Feed& feed) {
    out_.write(*feed.packet, *feed.stream, feed.timeBase);
    if (&feed == &picture_) pullPicture();
    if (&feed == &heard_) pullSound();
    if (&feed == &copied_) pullCopy();
  }

  const MuxPlan& plan_;
  std::stop_token stop_;
  VideoJoin video_;
  OutputContainer out_;
  std::optional<SoundEncoder> sound_;
  std::optional<SourceStreams> copies_;
  Feed picture_, heard_, copied_;
  std::int64_t written_ = 0;
};

}  // namespace

bool mux(const MuxPlan& plan, const std::function<void(double)>& progress, std::stop_token stop) {
  av::quiet();
  refuseOverwriting(plan);
  Muxer muxer(plan, std::move(stop));
  return muxer.run(progress);
}

}  // namespace media
