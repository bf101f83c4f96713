// The player on a 1080p clip with a key picture every 250: pictures left out while it plays, and how soon
// something is seen, and the exact picture, after a jump anywhere. Usage: redub_bench_player [CLIP]
#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "core/base/stopwatch.h"
#include "core/base/thread_policy.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/video_reader.h"
#include "core/play/player.h"
#include "tests/support/make_media.h"

namespace {

namespace fs = std::filesystem;
using media::FrameNo;

constexpr int kJumps = 40;

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  return "unknown";
}

// What the player told last. Any thread.
class Screen {
 public:
  play::PlayerEvents events() {
    return {
        .shown =
            [this](const play::Shown& picture) {
              note([&] { shown_ = picture.frame, isExact_ = picture.isExact, ++count_; });
            },
        .moved = [this](const play::Position& position) { note([&] { isPlaying_ = position.isPlaying; }); },
        .failed =
            [](const base::Problem& problem) {
              std::fprintf(stderr, "%s\n", base::line(problem).c_str());
              std::exit(1);
            }};
  }
  std::int64_t count() {
    const std::lock_guard lock(mutex_);
    return count_;
  }
  void waitForMore(std::int64_t than) {
    wait([&] { return count_ > than; });
  }
  void waitForExact(FrameNo frame) {
    wait([&] { return isExact_ && shown_ == frame; });
  }
  void waitForEnd() {
    wait([&] { return !isPlaying_; });
  }

 private:
  template <class Change>
  void note(const Change& change) {
    const std::lock_guard lock(mutex_);
    change();
    told_.notify_all();
  }
  template <class Holds>
  void wait(const Holds& holds) {
    std::unique_lock lock(mutex_);
    told_.wait(lock, holds);
  }
  std::mutex mutex_;  // guards everything below
  std::condition_variable told_;
  FrameNo shown_ = -1;
  std::int64_t count_ = 0;
  bool isExact_ = false, isPlaying_ = false;
};

void print(const char* what, std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&](double part) {
    return 1000 * seconds[static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1))];
  };
  std::printf("%-16s median %6.1f   p95 %6.1f   worst %6.1f ms\n", what, at(0.5), at(0.95), at(1));
}

void run(play::Player& player, Screen& screen, FrameNo last, double speed) {
  player.show(speed > 0 ? last - 250 : 250);
  screen.waitForExact(speed > 0 ? last - 250 : 250);
  const std::int64_t before = screen.count();
  player.play(speed);
  screen.waitForMore(before);
  screen.waitForEnd();
  std::printf("speed %4.1f        %lld of 250 pictures shown, %lld left out\n", speed,
              static_cast<long long>(screen.count() - before), static_cast<long long>(player.dropped()));
}

void scrub(play::Player& player, Screen& screen, FrameNo frames) {
  std::mt19937 random(1);
  std::vector<double> first, exact;
  for (int i = 0; i < kJumps; ++i) {
    const auto frame = static_cast<FrameNo>(random() % static_cast<std::uint32_t>(frames));
    const std::int64_t before = screen.count();
    const base::Stopwatch watch;
    player.show(frame);
    screen.waitForMore(before);
    first.push_back(watch.wallSec());
    screen.waitForExact(frame);
    exact.push_back(watch.wallSec());
  }
  print("first picture", first);
  print("exact picture", exact);
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  const test_support::TempFolder folder;
  const fs::path clip = argc > 1 ? fs::path(argv[1]) : folder / "clip.mp4";
  if (argc < 2 && !test_support::makeMedia(
                      clip,
                      "-f lavfi -i testsrc2=size=1920x1080:rate=25,noise=alls=6:allf=t "
                      "-f lavfi -i sine -t 60 -c:v libx264 -preset veryfast -crf 23 -g 250 -keyint_min 250 "
                      "-sc_threshold 0 -pix_fmt yuv420p -c:a aac"))
    return 1;
  const auto index = media::indexClip(clip);
  const FrameNo frames = index->video().frames;
  std::printf("%s, %u cores; %s\n", processor().c_str(), std::thread::hardware_concurrency(), clip.c_str());
  Screen screen;
  play::Player player({.isSilent = true}, screen.events());
  player.setView({.width = 1280, .height = 720});
  if (!index->probe.audio.empty()) player.setSounds({{.file = clip, .fromPictureStart = true, .outSec = 60}});
  player.open(index);
  screen.waitForExact(0);
  for (const double speed : {1.0, 2.0, -1.0}) run(player, screen, frames - 1, speed);
  scrub(player, screen, frames);
  return 0;
}
