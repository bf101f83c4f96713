#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/media/reader.h"

namespace media {

// How the picture is encoded. Codec names of Redub: h264 h265 vp9 av1 prores ffv1; or an FFmpeg encoder's own
// name.
struct EncodeSettings {
  std::string codec = "h264";
  std::optional<int> crf;  // nullopt = the codec's default (h264 16)
  std::string preset;      // empty = the codec's default (h264 medium)
  int threads = 0;         // 0 = as many as cores; fixed threads give identical files
  bool hardware = false;   // try nvenc, vaapi, qsv, videotoolbox first; software when none opens
  friend bool operator==(const EncodeSettings&, const EncodeSettings&) = default;
};

// An encoder that this FFmpeg build and this machine can really open.
struct EncoderChoice {
  std::string name;         // FFmpeg encoder, "libx264"
  std::string pixelFormat;  // what it will be fed; the source's own when the encoder takes it
  bool isHardware = false;
  std::string note;  // e.g. "h264_nvenc could not be opened: using libx264"
};

// Throws Error(unsupported) with the known names when `codec` is unknown or not in this build.
EncoderChoice chooseEncoder(const EncodeSettings& settings, const VideoInfo& source);
std::vector<std::string> codecNames();

// Encodes pictures into one chunk file: closed GOPs, starting with a key frame, so that chunks of the same
// settings and source join into one stream. The file is written as `path`.part and renamed by finish(). Not
// thread-safe.
class ChunkEncoder {
 public:
  ChunkEncoder(const EncodeSettings& settings, const VideoInfo& source, std::filesystem::path path);
  ~ChunkEncoder();  // without finish(): removes the .part file
  // pts in the source's time base, ascending. Throws Error: diskFull, io, unsupported.
  void write(const Frame& frame);
  void finish();
  const EncoderChoice& encoder() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

enum class Mix { replace, over, duck };

// The sound of the output. Time 0 of everything is the first output picture.
struct SoundPlan {
  struct Voice {
    std::filesystem::path file;  // the speech
    double atSec = 0;            // where it starts; may be negative
    double gainDb = 0;
  };
  std::vector<Voice> voices;  // several faces: several speeches
  std::optional<std::filesystem::path>
      original;  // the source video, for over and duck; nullopt or no sound = silence
  Mix mix = Mix::replace;
  double originalGainDb =
      0;  // over: gain of the original; duck: gain while there is speech is 12 dB lower still
  std::optional<double> loudnessLufs;  // EBU R128 target of the whole mix, e.g. -23; nullopt = untouched
  double durationSec = 0;              // length of the output
  std::optional<std::pair<double, double>> range;  // outside it the original sound alone is heard (mix any)
  std::string codec;  // aac opus flac pcm; empty = by container (mp4/mov aac, webm opus, mkv flac)
  int bitrate = 0;    // bit/s; 0 = the codec's default for rate and channels (aac 96 kbit/s a channel)
};

// The mix as a stream of interleaved float samples at the first voice's rate and layout (mono, 22.05 kHz
// stays so where the codec can). Bounded memory. With loudnessLufs the sound is read twice.
class SoundMix {
 public:
  explicit SoundMix(SoundPlan plan, std::stop_token stop = {});
  ~SoundMix();
  int rate() const;
  int channels() const;
  std::vector<float> read(std::size_t frames);  // fewer only at the end

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Says before the work begins what mux() would say after it: throws Error: unsupported (the ending of `output`, or a
// codec that its container cannot hold), io (the folder is missing or must not be written). `soundCodec` may be empty.
void checkOutput(const std::filesystem::path& output, const EncoderChoice& encoder, const std::string& soundCodec);

struct MuxPlan {
  std::vector<std::filesystem::path> chunks;  // finished chunk files in order
  std::filesystem::path output;               // container by ending: mp4 mov mkv webm avi ts
  std::filesystem::path source;   // subtitles, chapters, attachments and metadata are copied from here
  bool copySourceStreams = true;  // false when the timeline differs from the source (loop, hold)
  SoundPlan sound;
  VideoInfo video;  // of the frames that were written
};

// Joins chunks and sound into `output`, through `output`.part, renamed when all is written and synced.
// progress(0..1) is called from this thread. Throws Error: diskFull, io, unsupported (codec not possible in
// this container, with the ones that are). On any error or stop the .part file is removed and chunks are
// kept. Returns false when stopped.
bool mux(const MuxPlan& plan, const std::function<void(double)>& progress, std::stop_token stop);

// Endings of sound files that writeSound() can write with this FFmpeg: ".wav", ".flac", ...
std::vector<std::string> soundEndings();
// The mix alone as a sound file, by ending; through `output`.part as mux() does. plan.codec is not asked for.
// Throws Error: unsupported (another ending), diskFull, io. Returns false when stopped.
bool writeSound(const SoundPlan& plan, const std::filesystem::path& output,
                const std::function<void(double)>& progress, std::stop_token stop);

// Bytes free for an ordinary user on the file system of `path` (or of its nearest existing parent).
std::uint64_t freeBytes(const std::filesystem::path& path);

}  // namespace media
