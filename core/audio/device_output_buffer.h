#pragma once
#include <atomic>
#include <mutex>

#include "core/audio/device_clock.h"
#include "core/audio/device_ring.h"
#include "core/audio/device_stream.h"

namespace audio {

// Sound between the thread that writes it and the device's calls, or the machine's clock where there is no
// device (any more).
class OutputBuffer {
 public:
  enum class Driver { device, machine };
  OutputBuffer(int rate, int channels, Driver driver);

  // Of the device's thread: fills the block with sound, then silence. False after driveByMachine().
  bool fill(const Block& block);

  // Of the thread that writes; as in Output.
  std::size_t write(std::span<const float> samples, Clock::time_point now);
  void clear();
  void pause(bool isPaused, Clock::time_point now);

  // Of any thread.
  std::int64_t heard(Clock::time_point now);
  // The device has gone: goes on from what is heard now by the machine's clock. For good.
  void driveByMachine(Clock::time_point now);
  bool isByMachine();

 private:
  std::int64_t position(Clock::time_point now);
  void runMachine(Clock::time_point now);

  const int rate_;
  const std::int64_t channels_;
  Ring<float> sound_;
  Ring<OutputClock::Taken> taken_;
  std::atomic<std::int64_t> start_{0};  // the frame that was written first after clear()
  std::atomic<bool> isPaused_{false};
  std::atomic<int> popper_;  // who may pop `sound_`
  std::int64_t device_ = 0;  // frames given to the device; of its thread

  std::mutex mutex_;  // guards what follows; the device's thread never takes it
  OutputClock clock_;
  bool isByMachine_;
  double machine_ = 0;  // the frame that is heard while the machine's clock drives
  Clock::time_point machineTime_{};
};

}  // namespace audio
