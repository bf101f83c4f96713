#pragma once
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/audio/device.h"
#include "core/audio/sound_bed.h"
#include "core/base/problem.h"
#include "core/play/stretch.h"

namespace play {

// Plays sounds on a device, on a thread of its own, and tells where of them is heard: the clock of playback.
// Any thread; nothing waits.
class SoundFeed {
 public:
  // As audio::openOutput. Devices are opened and closed on the thread of the sound.
  using OpenOutput =
      std::function<std::unique_ptr<audio::Output>(const std::string& device, int rate, int channels)>;
  // failed(problem) is called on the thread of the sound.
  SoundFeed(std::string device, OpenOutput openOutput, std::function<void(const base::Problem&)> failed);
  ~SoundFeed();
  void setDevice(const std::string& device);
  void setSounds(std::vector<audio::Sound> sounds);
  void start(const Stretch& stretch);  // at speed 1
  void stop();
  // Second of the clip that is heard now. Stands at the stretch's beginning until the device runs.
  double seconds() const;
  // The same while the device plays; else nullopt.
  std::optional<double> playing() const;

 private:
  // What is wished; the numbers count changes.
  struct Orders {
    std::string device;
    std::vector<audio::Sound> sounds;
    std::optional<Stretch> stretch;
    std::uint64_t deviceNo = 0, soundsNo = 0, stretchNo = 0;
  };

  std::optional<Orders> nextOrders(const std::stop_token& stop);
  void run(const std::stop_token& stop);
  void follow(const Orders& orders);
  void closeOutput();
  void begin(const Stretch& stretch, std::uint64_t number);
  Stretch place(Stretch stretch);
  std::optional<Stretch> halt(std::optional<Stretch> next, bool goesOn);
  void fill();
  std::vector<float> nextBlock();
  void tellFailures();
  double secondsLocked() const;

  const OpenOutput openOutput_;
  const std::function<void(const base::Problem&)> failed_;

  mutable std::mutex mutex_;  // guards the next ones
  std::condition_variable_any changed_;
  Orders orders_;
  std::shared_ptr<audio::Output> output_;  // written by the thread of the sound alone
  std::optional<Stretch> heard_;           // what output_.heard() counts
  std::uint64_t heardNo_ = 0;              // the order that it follows

  // Of the thread of the sound.
  Orders followed_;
  std::optional<audio::SoundBed> bed_;
  std::size_t told_ = 0;                                     // failures of the bed
  std::int64_t position_ = 0, loopBegin_ = 0, loopEnd_ = 0;  // sample frames of the clip; loopEnd 0 = no loop
  std::int64_t written_ = 0;                                 // sample frames since the output was cleared
  std::vector<float> rest_;                                  // read, not written yet

  std::jthread thread_;
};

}  // namespace play
