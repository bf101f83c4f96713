#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/media/picture/frame.h"

namespace media {

struct VideoInfo {
  int width = 0, height = 0;    // upright, after rotation metadata
  int pixelFormat = -1;         // AVPixelFormat of the frames that the reader gives
  std::string pixelFormatName;  // "yuv420p"
  int bitDepth = 8;
  std::string codec;            // "h264"
  Rational timeBase;            // of pts, seconds per tick
  Rational frameRate;           // average; exact for constant rate
  Rational sampleAspect{1, 1};  // upright
  ColorTags color;
  int rotation = 0;  // degrees clockwise that the reader applied: 0, 90, 180, 270 (or flips, reported as 0)
  bool isVariableRate = false;
  bool isInterlaced = false;
  bool isStill = false;  // a picture file: one frame, endless
  FrameNo frames = 0;    // pictures that will be shown (edit lists applied); still: 1
  double startSec = 0, durationSec = 0;
};

struct AudioInfo {
  int stream = -1;
  std::string codec;
  int rate = 0, channels = 0;
  std::string layout;  // "stereo", "5.1"
  double startSec = 0, durationSec = 0;
};

struct Probe {
  std::filesystem::path path;
  std::string container;                  // "mov,mp4,m4a,3gp,3g2,mj2"
  std::optional<VideoInfo> video;         // the best video stream; cover art is not one
  std::vector<AudioInfo> audio;           // best first
  std::vector<std::string> otherStreams;  // what else is inside, e.g. "subtitle subrip", "attached picture"
  std::vector<std::string> notes;         // one line each, e.g. "interlaced: read as is"
  double durationSec = 0;
};

// Position of every picture, from a scan of the packets. pts ascending; size() = VideoInfo::frames.
struct FrameIndex {
  struct Entry {
    std::int64_t pts;  // in VideoInfo::timeBase
    bool isKey;
  };
  std::vector<Entry> entries;
  FrameNo frames() const { return static_cast<FrameNo>(entries.size()); }
  // The last picture shown at or before `seconds` after the first picture's time; clamped to the clip.
  FrameNo at(double seconds, const Rational& timeBase) const;
  // Seconds after the first picture's time.
  double seconds(FrameNo frame, const Rational& timeBase) const;
};

// Looks at a file. Throws Error: notFound, unreadable (directory, empty, truncated), notMedia.
Probe probe(const std::filesystem::path& path);

// Reads pictures by FrameNo. Not thread-safe; several readers of one file may live on several threads.
class VideoReader {
 public:
  struct Options {
    int threads = 0;  // decoder threads; 0 = as many as cores
  };
  // Throws as probe does, and noVideo.
  explicit VideoReader(const std::filesystem::path& path);
  VideoReader(const std::filesystem::path& path, Options options);
  ~VideoReader();
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;

  const VideoInfo& info() const;
  const FrameIndex& index() const;

  // The next picture in presentation order, nullopt after the last. A still gives its picture for ever.
  // Frames that a damaged stream cannot give are replaced by the picture before them, so that numbers stay
  // true.
  std::optional<Frame> next();
  // The number of the picture that next() will give.
  FrameNo position() const;
  // Moves so that next() gives picture `frame`. Exact: the picture equals the one that reading through would
  // give. Throws Error(usage) outside 0..frames-1 (a still accepts any number >= 0).
  void seek(FrameNo frame);
  Frame at(FrameNo frame) {
    if (position() != frame) seek(frame);
    return *next();
  }
  // How many pictures so far had to be replaced because they could not be decoded.
  FrameNo damaged() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Reads sound as interleaved float samples (-1..1), resampled by libswresample. Not thread-safe.
class AudioReader {
 public:
  struct Options {
    int rate = 0;      // Hz; 0 = the stream's own
    int channels = 0;  // 0 = the stream's own; 1 = mono downmix
    bool fromPictureStart =
        false;  // time 0 is the video's first picture (padding or cutting), else the first sample
  };
  // Throws as probe does, and noAudio. Sound of any file, also of a video.
  explicit AudioReader(const std::filesystem::path& path);
  AudioReader(const std::filesystem::path& path, Options options);
  ~AudioReader();
  AudioReader(AudioReader&&) noexcept;
  AudioReader& operator=(AudioReader&&) noexcept;

  int rate() const;
  int channels() const;
  const AudioInfo& info() const;
  // Up to `frames` sample frames; fewer only at the end; empty after it.
  std::vector<float> read(std::size_t frames);
  // Moves so that read() gives the sound from `seconds` on, counted as without seeking; before 0 means 0. The
  // sound equals the one that reading through would give to the rounding of the file's clock (exact in WAVE
  // at its own rate, 0.5 ms in Matroska). Where a file cannot be positioned it is read from its start.
  void seek(double seconds);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The whole sound as 16 kHz mono, in the int16 scale (-32768..32767) that the speech front end wants (32 kB a
// second). Throws as AudioReader does, and noAudio when there is not one sample.
std::vector<std::int16_t> readSpeech(const std::filesystem::path& path, bool fromPictureStart = false);

}  // namespace media
