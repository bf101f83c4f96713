#pragma once
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/media/decode/video_reader.h"
#include "core/play/player.h"

namespace play_support {

using media::FrameNo;

inline constexpr std::chrono::seconds kPatience{60};  // for a machine that is busy with other things

// Remembers what a player tells. Any thread.
class Watcher {
 public:
  play::PlayerEvents events();
  // Waits until `holds()` is true of what was told so far; false when it does not come true.
  template <class Holds>
  bool waitUntil(const Holds& holds) {
    std::unique_lock lock(mutex_);
    return told_.wait_for(lock, kPatience, holds);
  }
  bool waitForExact(FrameNo frame) {
    return waitUntil([&] { return !shown.empty() && shown.back().isExact && shown.back().frame == frame; });
  }
  bool waitForEnd() {
    return waitUntil([&] {
      const auto began = std::find_if(moved.begin(), moved.end(), [](const auto& m) { return m.isPlaying; });
      return began != moved.end() && !moved.back().isPlaying;
    });
  }
  bool waitForPlaying() {
    return waitUntil([&] { return !moved.empty() && moved.back().isPlaying; });
  }
  std::vector<play::Shown> allShown() {
    const std::lock_guard lock(mutex_);
    return shown;
  }
  void forget() {
    const std::lock_guard lock(mutex_);
    shown.clear();
    moved.clear();
  }

  // Read them in waitUntil(), or when nothing is told any more.
  std::vector<play::Shown> shown;
  std::vector<play::Position> moved;
  std::vector<base::Problem> failed;

 private:
  template <class T>
  void add(std::vector<T>& list, T value) {
    const std::lock_guard lock(mutex_);
    list.push_back(std::move(value));
    told_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable told_;
};

// A clip of `frames` different pictures at 25 a second, a key picture every `gop`.
bool makeClip(const std::filesystem::path& file, int frames, int gop, const std::string& size = "96x64");

// The picture as the player shows it when nothing else is wished.
base::Image wholePicture(media::VideoReader& reader, FrameNo frame);

std::vector<FrameNo> numbers(const std::vector<play::Shown>& shown);

}  // namespace play_support
