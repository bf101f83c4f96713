#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/device.h"
#include "core/audio/sound_bed.h"
#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/base/problem.h"
#include "core/media/decode/clip_index.h"
#include "core/media/picture/frame.h"

namespace play {

using media::FrameNo;

// What part of the picture is looked at, and how large.
struct View {
  base::Rect region;          // pixels of the upright frame; empty = all of it
  int width = 0, height = 0;  // of the pictures that are given, square pixels; 0 = the region's own
  bool wantsOriginal = true, wantsDubbed = true;
  friend bool operator==(const View&, const View&) = default;
};

// A picture for the screen.
struct Shown {
  FrameNo frame = 0;
  bool isExact = true;   // false: the nearest key picture, shown while the exact one is decoded (scrubbing)
  base::Image original;  // [h, w, 4] BGRA, A = 255; empty when not wanted
  base::Image dubbed;    // the same; empty when not wanted or nothing is dubbed here
};

// Paints a dubbed picture, or gives nullopt where nothing is dubbed (yet). Called on the player's thread.
using Dub = std::function<std::optional<media::Frame>(FrameNo, const media::Frame&)>;

// Where playback is, at a moment of the machine's clock.
struct Position {
  FrameNo frame = 0;
  double seconds = 0;  // from the first picture
  audio::Clock::time_point when{};
  bool isPlaying = false;
};

// Called on the player's thread; must not wait for whoever calls the player.
struct PlayerEvents {
  std::function<void(Shown)> shown;
  std::function<void(const Position&)> moved;        // with every picture, and when playing starts or ends
  std::function<void(const base::Problem&)> failed;  // e.g. the file cannot be read (any more)
};

// Plays a clip by exact picture numbers, in step with the sound that is heard: the audio device is the clock;
// pictures that come too late are left out, never the sound. All functions return at once (a newest-wins
// mailbox): of several requests to show a picture only the newest is served. Owns two threads: pictures and
// sound. Its memory is bounded: one decoder and a cache of the last pictures around the position.
class Player {
 public:
  struct Options {
    std::string device;     // playback device, empty = default
    bool isSilent = false;  // no device at all (tests)
    int threads = 0;        // decoder threads, 0 = as many as cores
    std::size_t cacheBytes = 256u << 20;
  };
  Player(Options options, PlayerEvents events);
  ~Player();

  void open(std::shared_ptr<const media::ClipIndex> clip);  // shows its first picture; null closes
  void close();
  void setDevice(const std::string& device);
  // What is heard: time 0 is the first picture.
  void setSounds(std::vector<audio::Sound> sounds);
  void setDub(Dub dub);
  void setView(const View& view);
  // Shows a picture; while playing goes on from there. First the nearest key picture, where the exact one
  // takes longer.
  void show(FrameNo frame);
  // Shows the current picture again, e.g. because it was dubbed meanwhile.
  void refresh();
  // speed 1 = with sound; others are silent; negative runs backwards. 0 pauses.
  void play(double speed = 1);
  void pause() { play(0); }
  // Playback runs round in [first, last]; nullopt = to the end of the clip.
  void setLoop(std::optional<std::pair<FrameNo, FrameNo>> loop);
  // Pictures that playback had to leave out since play() (for benchmarks).
  std::int64_t dropped() const;
  Position position() const;  // any thread

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace play
