#pragma once
// Private to core/media: the sound of the output, pulled from the mix and encoded packet by packet.
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/media/av.h"
#include "core/media/encode/sound_mix.h"
#include "core/media/encode/sound_plan.h"

struct AVAudioFifo;

namespace media {

class OutputContainer;

struct FifoFree {
  void operator()(AVAudioFifo* p) const;
};

class SoundEncoder {
 public:
  // Throws Error(unsupported) when the container cannot hold the codec, with the ones that it can.
  SoundEncoder(const SoundPlan& plan, const AVOutputFormat& container, const std::filesystem::path& output,
               std::stop_token stop);
  ~SoundEncoder();

  const AVCodecContext& context() const { return *context_; }
  // False at the end. Times are in 1 / sample rate, and start below 0 by the encoder's delay.
  bool next(AVPacket& packet);

 private:
  void openEncoder(const AVCodec& codec, const AVOutputFormat& container, int bitrate);
  void openConverter();
  void fill(int frames);
  bool sendFrame();

  SoundMix mix_;
  av::Codec context_;
  av::Swr converter_;
  std::unique_ptr<AVAudioFifo, FifoFree> ready_;  // in the encoder's format
  av::FramePtr frame_;
  std::int64_t sent_ = 0;
  bool isMixDone_ = false, isFlushing_ = false;
};

// A stream of the container for what the encoder gives.
AVStream& addSoundStream(OutputContainer& out, const SoundEncoder& sound);

// The encoder for a codec's name (empty: the container's default). Throws Error(unsupported) when the
// container cannot hold it, with those that it can.
const AVCodec& soundEncoderFor(const std::string& name, const AVOutputFormat& container,
                               const std::filesystem::path& output);

// "aac" for mp4, "opus" for webm, ...: the name to use when the plan names none.
std::string defaultSoundCodec(const AVOutputFormat& container);

}  // namespace media
