#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace audio {

// A sound device of this machine, as PortAudio names it.
struct Device {
  std::string name;             // "USB Microphone: Audio (hw:1,0)": what settings remember
  std::string host;             // "ALSA"
  int inputs = 0, outputs = 0;  // channels
  double rate = 0;              // its own, Hz
  bool isDefaultInput = false, isDefaultOutput = false;
  friend bool operator==(const Device&, const Device&) = default;
};
// Looks again at what is plugged in. May take a second: not for the GUI thread. Open streams are kept.
std::vector<Device> devices();

using Clock = std::chrono::steady_clock;

// Sound on its way to a loudspeaker. One thread writes; any thread may ask.
class Output {
 public:
  virtual ~Output() = default;
  virtual int rate() const = 0;
  virtual int channels() const = 0;
  // Takes as many of the interleaved samples as there is room for; returns sample frames taken. Never waits.
  virtual std::size_t write(std::span<const float> samples) = 0;
  // Sample frames that have been heard since the last clear(): the clock of playback. Runs on smoothly
  // between the device's callbacks; stands still while nothing is there to be heard.
  virtual std::int64_t heard() const = 0;
  // Forgets what was written and not heard yet, and counts from 0 again.
  virtual void clear() = 0;
  virtual void pause(bool isPaused) = 0;
  // False when the device went away; heard() then goes on by the machine's clock.
  virtual bool isAlive() const = 0;
};
// `device` by name; empty = the default. Without any device: an Output that is silent and runs by the
// machine's clock. Never throws for a missing device.
std::unique_ptr<Output> openOutput(const std::string& device, int rate, int channels);
std::unique_ptr<Output> silentOutput(int rate, int channels);

// Sound from a microphone. One thread reads.
class Input {
 public:
  virtual ~Input() = default;
  virtual int rate() const = 0;
  virtual int channels() const = 0;
  // Appends what has come since the last call, interleaved. Never waits.
  virtual void read(std::vector<float>& samples) = 0;
  // Sample frames that were lost because nobody read in time (10 s are kept), or because the device skipped.
  virtual std::int64_t lost() const = 0;
  // When the sample frame `frame` (counted from the first that came) reached the microphone, by the device's
  // own latency. nullopt before the first callback.
  virtual std::optional<Clock::time_point> timeOf(std::int64_t frame) const = 0;
  // False when the device went away (unplugged).
  virtual bool isAlive() const = 0;
};
// Throws Error(notFound) when there is no such device, Error(unsupported) when it cannot be opened, with the
// reason in words. `device` by name, empty = the default; rate 0 = the device's own.
std::unique_ptr<Input> openInput(const std::string& device, int rate, int channels);

}  // namespace audio
