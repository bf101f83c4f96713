#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "core/audio/device.h"

namespace audio {

enum class Direction { input, output };

// One call of a device: it brings sound or wants some, interleaved.
struct Block {
  const float* in = nullptr;
  float* out = nullptr;
  std::size_t frames = 0;
  Clock::time_point at{};
  double latencySec = 0;    // between the device's membrane and this call
  bool hasSkipped = false;  // the device lost sound before this block
};

// An open device of PortAudio. isAlive() may be asked by any thread.
class Stream {
 public:
  struct Wish {
    std::string device;  // empty = the default
    int rate = 0;        // 0 = the device's own; one that the device refuses becomes its own, too
    int channels = 1;    // at most those of the device
  };
  // Throws as openInput does.
  Stream(Direction direction, const Wish& wish);
  ~Stream();
  int rate() const;
  int channels() const;
  // Runs `take` on the device's own thread, which must not wait: no lock, memory, file or log. It ends the
  // stream by returning false. Throws Error(unsupported).
  void start(std::function<bool(const Block&)> take);
  // The last call has returned then. Of the thread that owns it; start() does not work any more.
  void stop();
  // False when the device has ended the stream or does not call any more.
  bool isAlive() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace audio
